import { expect, test } from "vitest";
import { toggledSet } from "./use-picked.ts";

test("a lead is chosen, and let go of when it is chosen again", () => {
  const once = toggledSet(new Set(["a"]), ["b"]);
  expect([...once]).toEqual(["a", "b"]);
  expect([...toggledSet(once, ["b"])]).toEqual(["a"]);
});

test("a half chosen page is chosen as a whole, a whole one is let go of", () => {
  const page = ["a", "b", "c"];
  const whole = toggledSet(new Set(["b", "elsewhere"]), page);
  expect([...whole].sort()).toEqual(["a", "b", "c", "elsewhere"]);
  expect([...toggledSet(whole, page)]).toEqual(["elsewhere"]);
});
