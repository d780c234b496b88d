/** What a failed call of the CRM means for the account besides the call itself. */
import type { CrmFailure, CrmFailureKind } from "#crm/port.ts";
import { type Account, setAttention } from "#store/accounts.ts";
import type { Flow } from "./flow.ts";

/** These do not pass by themselves: an administrator has to see to them. */
const needsAttention: ReadonlySet<CrmFailureKind> = new Set(["unauthorized", "forbidden"]);

/** Notes a failure; the work itself is repeated by whoever had it to do. */
export async function heed(flow: Flow, account: Account, failure: CrmFailure): Promise<void> {
  const { log, metrics, live, database } = flow;
  metrics.count("smena_failures_total", { kind: failure.kind });
  log.warn({ account: account.id, kind: failure.kind, reason: failure.message }, "the CRM failed");
  if (!needsAttention.has(failure.kind)) return;
  await setAttention(database.kysely, account.id, failure.message);
  flow.forget(account.id);
  live.publish(account.id, { kind: "changed" });
}

/** The CRM has answered: what was noted against it is over. */
export async function relieved(flow: Flow, account: Account): Promise<void> {
  if (account.attention === null) return;
  await setAttention(flow.database.kysely, account.id, null);
  flow.forget(account.id);
  flow.live.publish(account.id, { kind: "changed" });
}
