import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "@prometheus-io/client";
import type { Counter as CounterName, Histogram as HistogramName, Metrics } from "#flow/ports.ts";

const counters: Readonly<Record<CounterName, { help: string; labels: readonly string[] }>> = {
  smena_events_received_total: { help: "Events taken in", labels: ["origin"] },
  smena_events_spooled_total: {
    help: "Events kept in the file while the database was away",
    labels: [],
  },
  smena_events_refused_total: { help: "Events that nothing could be made of", labels: [] },
  smena_decisions_total: { help: "Decisions made", labels: ["kind", "cause"] },
  smena_deliveries_total: { help: "Responsible users written to the CRM", labels: ["outcome"] },
  smena_owner_changes_total: { help: "Responsible users changed by somebody else", labels: [] },
  smena_failures_total: { help: "Requests to the CRM that failed", labels: ["kind"] },
  smena_notices_total: {
    help: "Messages to people and programs",
    labels: ["channel", "outcome"],
  },
};

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const histograms: Readonly<Record<HistogramName, string>> = {
  smena_intake_seconds: "From a webhook's arrival to its being safe",
  smena_decide_batch_seconds: "Deciding one batch of an account",
  smena_arrival_to_decision_seconds: "From a lead's arrival to its decision",
  smena_arrival_to_confirmation_seconds: "From a lead's arrival to its owner confirmed by the CRM",
};

export interface MetricSource {
  /** Seconds that the oldest undecided lead of any account has waited for its decision; 0: none. */
  undecidedSeconds(): Promise<number>;
}

/** The port of the use cases, and its text for Prometheus. */
export function createMetrics(source: MetricSource): Metrics & { text(): Promise<string> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counting = new Map(
    Object.entries(counters).map(([name, { help, labels: labelNames }]) => [
      name,
      new Counter({ name, help, labelNames, registers }),
    ]),
  );
  const observing = new Map(
    Object.entries(histograms).map(([name, help]) => [
      name,
      new Histogram({ name, help, buckets: seconds, registers }),
    ]),
  );
  new Gauge({
    name: "smena_oldest_undecided_seconds",
    help: "How long the oldest lead without a decision has been here",
    registers,
    async collect() {
      this.set(await source.undecidedSeconds().catch(() => Number.NaN));
    },
  });
  return {
    count(name, labels = {}, by = 1) {
      // A label that is not declared would throw, and a metric must not stop a decision.
      const declared = counters[name].labels.filter((label) => label in labels);
      counting.get(name)?.inc(Object.fromEntries(declared.map((one) => [one, labels[one]])), by);
    },
    observe: (name, elapsed) => observing.get(name)?.observe(elapsed),
    text: () => registry.metrics(),
  };
}
