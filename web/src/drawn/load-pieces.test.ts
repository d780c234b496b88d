import { expect, test } from "vitest";
import { loadPieces } from "./load-pieces.ts";

test.each([
  ["below what is comfortable", { load: 20, comfort: 40, most: 80 }, [0.25, 0, 0.5]],
  ["just at it", { load: 40, comfort: 40, most: 80 }, [0.5, 0, 0.5]],
  ["above it", { load: 60, comfort: 40, most: 80 }, [0.5, 0.25, 0.5]],
  ["beyond the scale", { load: 160, comfort: 40, most: 80 }, [0.5, 0.5, 0.5]],
  ["with nobody knowing", { load: 20, comfort: null, most: 80 }, [0.25, 0, null]],
])("%s", (_, of, [within, above, tick]) => {
  expect(loadPieces(of)).toEqual({ within, above, tick });
});
