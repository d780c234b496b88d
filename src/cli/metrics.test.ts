import { expect, test } from "vitest";
import { createMetrics } from "./metrics.ts";

test("what is counted and observed stands in Prometheus' text", async () => {
  const metrics = createMetrics({ undecidedSeconds: async () => 12 });
  metrics.count("smena_decisions_total", { kind: "assigned", cause: "new" });
  metrics.count("smena_decisions_total", { kind: "assigned", cause: "new" }, 2);
  metrics.observe("smena_intake_seconds", 0.02);
  const lines = (await metrics.text()).split("\n");
  expect(lines).toContain('smena_decisions_total{kind="assigned",cause="new"} 3');
  expect(lines).toContain('smena_intake_seconds_bucket{le="0.025"} 1');
  expect(lines).toContain("smena_oldest_undecided_seconds 12");
});

test("a label that nobody declared is left out, and stops nothing", async () => {
  const metrics = createMetrics({ undecidedSeconds: async () => 0 });
  metrics.count("smena_events_refused_total", { surprising: "yes" });
  expect(await metrics.text()).toContain("smena_events_refused_total 1\n");
});

test("a database that is away does not take the other numbers with it", async () => {
  const undecidedSeconds = () => Promise.reject(new Error("away"));
  const text = await createMetrics({ undecidedSeconds }).text();
  expect(text).toMatch(/^smena_oldest_undecided_seconds nan$/im);
});
