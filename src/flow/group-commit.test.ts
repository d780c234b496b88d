import { expect, test } from "vitest";
import { GroupCommit } from "./group-commit.ts";

test("what comes while a commit is under way is committed together by the next", async () => {
  const groups: (readonly number[])[] = [];
  const group = new GroupCommit(async (items: readonly number[]) => {
    groups.push(items);
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) => item * 10);
  });
  const answers = await Promise.all([1, 2, 3, 4].map((item) => group.add(item)));
  expect(answers).toEqual([10, 20, 30, 40]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
});

test("a group that fails tells all its callers, and the next one is tried", async () => {
  let tries = 0;
  const group = new GroupCommit(async (items: readonly number[]) => {
    tries += 1;
    if (tries === 1) throw new Error("disk full");
    return items;
  });
  const answers = await Promise.allSettled([group.add(1), group.add(2)]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

test("a group is never larger than it may be", async () => {
  const sizes: number[] = [];
  const group = new GroupCommit(async (items: readonly number[]) => {
    sizes.push(items.length);
    return items;
  }, 2);
  await Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(5);
});

test("who comes while a commit waits for its turn may join it", async () => {
  const groups: (readonly number[])[] = [];
  const group = new GroupCommit(async (_items: readonly number[], join) => {
    await new Promise((resolve) => setImmediate(resolve));
    const items = join();
    groups.push(items);
    return items.map((item) => item * 10);
  }, 3);
  const answers = await Promise.all([1, 2, 3, 4].map((item) => group.add(item)));
  expect(answers).toEqual([10, 20, 30, 40]);
  expect(groups).toEqual([[1, 2, 3], [4]]);
});
