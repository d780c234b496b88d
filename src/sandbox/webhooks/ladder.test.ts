import { expect, test } from "vitest";
import { connectionFailed, FailureCount, timedOut, waitAfter } from "./ladder.ts";

const minutes = (count: number) => count * 60_000;

test.each([
  ["a server error climbs all the way", 500, [5, 15, 15, 60, null]],
  ["a time-out does too", timedOut, [5, 15, 15, 60, null]],
  ["a refusal is tried three times", 404, [5, 15, null, null, null]],
  ["a redirect is a failure", 302, [5, 15, null, null, null]],
  ["nobody listening is tried three times", connectionFailed, [5, 15, null, null, null]],
  ["any success ends it", 204, [null, null, null, null, null]],
])("%s", (_, code, waits) => {
  const expected = waits.map((wait) => (wait === null ? null : minutes(wait)));
  expect([1, 2, 3, 4, 5].map((attempt) => waitAfter(attempt, code))).toEqual(expected);
});

test("the hundred and first failure within two hours is one too many", () => {
  const failures = new FailureCount();
  const verdicts = Array.from({ length: 101 }, (_, index) => failures.fail(index * 60_000));
  expect(verdicts.lastIndexOf(false)).toBe(99);
  expect(verdicts.at(-1)).toBe(true);
});

test("failures older than two hours are forgotten", () => {
  const failures = new FailureCount();
  for (let index = 0; index < 100; index += 1) failures.fail(0);
  expect(failures.fail(minutes(121))).toBe(false);
});
