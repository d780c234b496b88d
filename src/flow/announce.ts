import type { NewDecision } from "#store/decisions.ts";
import type { StoredLead } from "#store/leads.ts";
import type { Flow } from "./flow.ts";

export interface Announced {
  readonly decisions: readonly NewDecision[];
  /** Arrival of the leads, where it is known. */
  readonly cameAt: ReadonlyMap<string, number>;
  /** Arrivals of the leads that the CRM now shows with their managers, and nobody had to wait for. */
  readonly confirmed: readonly number[];
  /** Something else that screens show has moved. */
  readonly changed: boolean;
}

/** Tells screens, log and metrics of what was committed, and has it delivered. */
export function announce(flow: Flow, account: string, announced: Announced): void {
  const { live, log, metrics } = flow;
  const { decisions, cameAt, confirmed, changed } = announced;
  for (const { seq, record } of decisions) {
    const { lead, cause, kind, rule, manager, at } = record;
    metrics.count("smena_decisions_total", { kind, cause });
    const came = cameAt.get(lead);
    if (came !== undefined && cause === "new") {
      metrics.observe("smena_arrival_to_decision_seconds", (at - came) / 1_000);
    }
    log.info({ account, decision: seq, lead, cause, kind, rule, manager }, "decided");
    live.publish(account, { kind: "decision", decision: seq });
  }
  observeConfirmed(flow, confirmed);
  if (decisions.length === 0 && changed) live.publish(account, { kind: "changed" });
  if (decisions.some(({ record }) => record.kind === "assigned")) flow.kick(account, "deliver");
}

/** Somebody else has given on what we had given: respected, counted, and in the log. */
export function noteOverruled(
  { log, metrics }: Pick<Flow, "log" | "metrics">,
  account: string,
  leads: readonly StoredLead[],
): void {
  if (leads.length === 0) return;
  metrics.count("smena_owner_changes_total", {}, leads.length);
  for (const { id: lead, owner, lastDecision: decision, stopped } of leads) {
    log.info({ account, lead, owner, decision, stopped }, "somebody else changed the owner");
  }
}

/** Like the median on Today: a night in the pool says nothing about how fast we are. */
export function observeConfirmed(
  { clock, metrics }: Pick<Flow, "clock" | "metrics">,
  arrivals: readonly number[],
): void {
  for (const came of arrivals) {
    metrics.observe("smena_arrival_to_confirmation_seconds", (clock.now() - came) / 1_000);
  }
}
