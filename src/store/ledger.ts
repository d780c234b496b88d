/** The state that the next decision needs: balances, last leads, duty switches. */
import { sql } from "kysely";
import type { Portion, StateSnapshot } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import type { ArrearsByLedger } from "./arrears.ts";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

/** What the decisions of a batch add to a manager's account in a rule. Fixed-point leads. */
export interface LedgerEntry {
  readonly ledger: string;
  readonly rule: string;
  readonly manager: string;
  readonly received: number;
  readonly due: number;
  readonly balance: number;
}

/** Two statements. `blocked` is empty: it follows from the CRM's users, not from the history. */
export async function loadSnapshot(db: Db, account: string): Promise<StateSnapshot> {
  const balances = await sql<{ ledger: string; manager: string; balance: number }>`
    select ledger, manager, sum(balance)::bigint as balance from ledger_share
     where account_id = ${account} group by ledger, manager`.execute(db);
  const managers = await db
    .selectFrom("manager_state")
    .select(["manager", "duty", "duty_until as until", "present", "last_at as lastAt", "arrears"])
    .where("account_id", "=", account)
    .execute();
  const ledgers: Record<string, Record<string, number>> = {};
  for (const { ledger, manager, balance } of balances.rows) {
    ledgers[ledger] ??= {};
    ledgers[ledger][manager] = balance;
  }
  return {
    ledgers,
    lastAt: Object.fromEntries(
      managers.flatMap(({ manager, lastAt }) => (lastAt === null ? [] : [[manager, lastAt]])),
    ),
    duty: Object.fromEntries(
      managers.map(({ manager, duty, until }) => [manager, { duty, until }]),
    ),
    absent: managers.filter(({ present }) => !present).map(({ manager }) => manager),
    blocked: [],
    arrears: arrearsOf(managers),
  };
}

function arrearsOf(
  managers: readonly { readonly manager: string; readonly arrears: ArrearsByLedger }[],
): NonNullable<StateSnapshot["arrears"]> {
  const ledgers: Record<string, Record<string, readonly Portion[]>> = {};
  for (const { manager, arrears } of managers) {
    for (const [ledger, portions] of Object.entries(arrears)) {
      ledgers[ledger] ??= {};
      ledgers[ledger][manager] = portions;
    }
  }
  return ledgers;
}

/** What the decisions of a batch change for managers. */
export interface Booked {
  /** Without two of one ledger, rule and manager. */
  readonly entries: readonly LedgerEntry[];
  /** Each manager once, with the moment of his last lead. */
  readonly received: readonly { readonly manager: string; readonly at: number }[];
  /** Managers who have begun with a lead: none that they let lie is counted any more. */
  readonly begun: readonly string[];
}

const entryShape =
  "row(ledger text, rule text, manager text, received int, due bigint, balance bigint)";

/** One statement. */
export async function book(
  db: Db,
  { account, entries, received, begun }: { readonly account: string } & Booked,
): Promise<void> {
  if (entries.length + received.length + begun.length === 0) return;
  await sql`
    with ledger as (
      insert into ledger_share (account_id, ledger, rule, manager, received, due, balance)
      select ${account}::text, ledger, rule, manager, received, due, balance
        from ${recordset(entries, entryShape)}
      on conflict on constraint ledger_share_pk do update
         set received = ledger_share.received + excluded.received,
             due = ledger_share.due + excluded.due,
             balance = ledger_share.balance + excluded.balance
    )
    insert into manager_state (account_id, manager, last_at)
    select ${account}::text, manager, at
      from ${recordset(managersOf({ received, begun }), "row(manager text, at bigint)")}
    on conflict on constraint manager_state_pk do update
       set last_at = coalesce(excluded.last_at, manager_state.last_at),
           missed_in_row = case when excluded.manager in
             (select json_array_elements_text(${JSON.stringify(begun)}::json))
             then 0 else manager_state.missed_in_row end`.execute(db);
}

function managersOf({ received, begun }: Pick<Booked, "received" | "begun">) {
  const at = new Map<string, number | null>(begun.map((manager) => [manager, null]));
  for (const one of received) at.set(one.manager, one.at);
  return [...at].map(([manager, at]) => ({ manager, at }));
}

export interface RuleShare {
  readonly rule: string;
  readonly manager: string;
  readonly received: number;
  /** In leads. */
  readonly due: number;
}

/** What every manager received in every rule, and what he was entitled to there. */
export async function ruleShares(db: Db, account: string): Promise<readonly RuleShare[]> {
  const { rows } = await sql<RuleShare>`
    select rule, manager, sum(received)::int as received, sum(due)::float8 / ${UNIT}::float8 as due
      from ledger_share where account_id = ${account} group by rule, manager`.execute(db);
  return rows;
}
