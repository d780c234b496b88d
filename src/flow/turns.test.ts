import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("no more run at once than may, in their order, and one that fails makes room too", async () => {
  const turns = new Turns(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const runs = [0, 1, 2, 3, 4].map((index) =>
    turns.run(async () => {
      begun.push(index);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (index === 0) throw new Error("it fails");
      return index;
    }),
  );
  const outcomes = Promise.allSettled(runs);
  for (const expected of [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
  ]) {
    await new Promise(setImmediate);
    expect(begun).toEqual(expected);
    ends.shift()?.();
  }
  for (const end of ends) end();
  expect((await outcomes).map(({ status }) => status)).toEqual([
    "rejected",
    ...Array.from({ length: 4 }, () => "fulfilled"),
  ]);
});
