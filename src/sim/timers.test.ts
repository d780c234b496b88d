import fc from "fast-check";
import { expect, test } from "vitest";
import { Timers } from "./timers.ts";

test("the earliest comes first, and what does not hold any more never", () => {
  const timer = fc.record({ at: fc.nat({ max: 50 }), holds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(timer), fc.nat({ max: 60 }), (set, now) => {
      const timers = new Timers<(typeof set)[number]>(({ holds }) => holds);
      for (const one of set) timers.set(one.at, one);
      const standing = set.filter(({ holds }) => holds).map(({ at }) => at);
      const inOrder = standing.toSorted((one, other) => one - other);
      expect(timers.next()).toBe(inOrder[0] ?? null);
      expect(timers.take(now).map(({ at }) => at)).toEqual(inOrder.filter((at) => at <= now));
      expect(timers.next()).toBe(inOrder.find((at) => at > now) ?? null);
      expect(timers.take(100).map(({ at }) => at)).toEqual(inOrder.filter((at) => at > now));
    }),
  );
});
