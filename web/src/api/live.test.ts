import { afterEach, expect, test, vi } from "vitest";
import type { Answer } from "./call.ts";
import { paced, withDecision } from "./live.ts";

type Today = Answer<"getToday">;
type Line = Today["feed"][number];

afterEach(() => {
  vi.useRealTimers();
});

function line(id: number, delivery: Line["delivery"] = "pending"): Line {
  return {
    id,
    lead: `lead-${id}`,
    leadName: "",
    leadUrl: null,
    at: id,
    cause: "new",
    kind: "assigned",
    rule: null,
    ruleName: null,
    manager: null,
    managerName: null,
    fromName: null,
    channel: "call",
    source: null,
    price: null,
    delivery,
    sentence: "",
  };
}

function todayWith(feed: readonly Line[]): Today {
  return {
    now: 0,
    timeZone: "UTC",
    feed: [...feed],
    team: [],
    queues: [],
    waiting: [],
    counts: { received: 0, assigned: 0, waiting: 0, unmatched: 0, undecided: 0, medianMs: null },
    oldestUndecidedAt: null,
    warnings: [],
  };
}

test("a new decision stands on top of the feed", () => {
  const { feed } = withDecision(todayWith([line(2), line(1)]), line(3));
  expect(feed.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test("a decision that is there already is replaced in its place", () => {
  const { feed } = withDecision(todayWith([line(2), line(1)]), line(1, "confirmed"));
  expect(feed.map(({ id, delivery }) => [id, delivery])).toEqual([
    [2, "pending"],
    [1, "confirmed"],
  ]);
});

test("decisions that overtook each other stand in the order of the chain", () => {
  const { feed } = withDecision(todayWith([line(3), line(1)]), line(2));
  expect(feed.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test("a burst asks once", () => {
  vi.useFakeTimers();
  const act = vi.fn();
  const refetch = paced(1_000, act);
  for (let count = 0; count < 200; count += 1) refetch.ask();
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
  refetch.ask();
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
});

test("nothing is asked after leaving", () => {
  vi.useFakeTimers();
  const act = vi.fn();
  const refetch = paced(1_000, act);
  refetch.ask();
  refetch.stop();
  vi.advanceTimersByTime(5_000);
  expect(act).not.toHaveBeenCalled();
});
