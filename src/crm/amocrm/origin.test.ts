import { expect, test } from "vitest";
import { Origins } from "./origin.ts";

test("what was told first stays, what comes later is added", () => {
  const origins = new Origins();
  origins.remember("1", { channel: "written" });
  origins.remember("1", { channel: "call", source: "UIS" });
  expect(origins.of("1")).toEqual({ channel: "written", source: "UIS" });
});

test("an event without facts is nothing to remember", () => {
  const origins = new Origins();
  origins.remember("1", {});
  expect(origins.of("1")).toBeUndefined();
});

test("memory is bounded: the leads told of longest ago are forgotten", () => {
  const origins = new Origins();
  for (let lead = 0; lead < 6_000; lead++) origins.remember(String(lead), { channel: "call" });
  expect(origins.of("999")).toBeUndefined();
  expect(origins.of("1000")).toEqual({ channel: "call" });
});
