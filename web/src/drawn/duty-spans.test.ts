import { expect, test } from "vitest";
import { dutySpans } from "./duty-spans.ts";

const line = { from: 100, to: 200 };

test("changes cut the stretch into what the switch was", () => {
  const changes = [
    { at: 150, from: "paused", to: "online" },
    { at: 120, from: "online", to: "paused" },
  ];
  expect(dutySpans(line, changes, 180)).toEqual([
    { state: "online", from: 100, to: 120 },
    { state: "paused", from: 120, to: 150 },
    { state: "online", from: 150, to: 180 },
  ]);
});

test("before the stretch only the last change matters", () => {
  const changes = [
    { at: 90, from: "online", to: "offline" },
    { at: 10, from: "offline", to: "online" },
  ];
  expect(dutySpans(line, changes, 300)).toEqual([{ state: "offline", from: 100, to: 200 }]);
});

test("who was never switched was on line all the time, until now", () => {
  expect(dutySpans(line, [], 130)).toEqual([{ state: "online", from: 100, to: 130 }]);
});
