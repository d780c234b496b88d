/**
 * Decides what has come in: takes rows of an account's inbox, reads the leads again where that is
 * needed, and in one transaction writes all decisions with everything that follows from them. If
 * the process dies anywhere here, the rows are still unprocessed and the next reader starts over.
 */
import type { Account } from "#store/accounts.ts";
import { dueEvents, finishEvents, type InboxRow, postponeEvents } from "#store/inbox.ts";
import { knownLeads } from "#store/leads.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { announce } from "./announce.ts";
import { backoffMs } from "./backoff.ts";
import type { Flow } from "./flow.ts";
import { readAgain } from "./read-again.ts";
import { readOwners } from "./read-owners.ts";
import { recordSignals } from "./record-signals.ts";
import { readSignals } from "./signals.ts";

const BATCH = 500;
/** A row that cannot be worked on for a reason of its own is given up after so many attempts. */
const ATTEMPTS_MAX = 8;

/** @returns how many rows were looked at: 0 when there is nothing to do */
export async function decideBatch(flow: Flow, id: string): Promise<number> {
  const account = await flow.account(id);
  if (account === null) return 0;
  const { database, worker, clock } = flow;
  const wanted = { account: id, worker, limit: BATCH };
  const rows = await dueEvents(database.kysely, wanted, clock.now());
  if (rows.length > 0) await decideRows(flow, account, rows);
  return rows.length;
}

/** A row that breaks us must not hold up the others: it is found by halving, and set aside. */
async function decideRows(flow: Flow, account: Account, rows: readonly InboxRow[]): Promise<void> {
  try {
    await decideTogether(flow, account, rows);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (rows.length === 1) {
      await setAside(flow, account, { row: rows[0] as InboxRow, error });
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    await decideRows(flow, account, rows.slice(0, middle));
    await decideRows(flow, account, rows.slice(middle));
  }
}

async function setAside(
  flow: Flow,
  { id: account }: Account,
  { row, error }: { readonly row: InboxRow; readonly error: unknown },
): Promise<void> {
  const { database, clock, log, metrics } = flow;
  const now = clock.now();
  log.error({ account, row: row.id, err: error }, "an event could not be worked on");
  metrics.count("smena_events_refused_total");
  const told = { id: row.id, error: String(error) };
  if (row.attempts >= ATTEMPTS_MAX) {
    await finishEvents(database.kysely, { account, events: [told] }, now);
    return;
  }
  const dueAt = now + backoffMs(row.attempts);
  await postponeEvents(database.kysely, { account, events: [{ ...told, dueAt, failed: true }] });
}

async function decideTogether(
  flow: Flow,
  account: Account,
  rows: readonly InboxRow[],
): Promise<void> {
  const { database, clock, metrics } = flow;
  const startedAt = clock.now();
  const crm = flow.crm(account);
  const inbox = readSignals(rows, { account, crm });
  const ids = inbox.signals.map((signal) => signal.lead);
  const known = await knownLeads(database.kysely, { account: account.id, ids });
  const asked = { signals: inbox.signals, known, now: startedAt };
  const read = await readAgain(flow, account, { crm, ...asked });
  const readings = await readOwners(flow, account, { crm, known, readings: read });
  const heard = { account: account.id, inbox, readings };
  const decided = await flow.lockTurns.run(() =>
    database.kysely.transaction().execute((tx) => recordSignals(flow, tx, heard)),
  );
  metrics.observe("smena_decide_batch_seconds", (clock.now() - startedAt) / 1_000);
  const refused = inbox.done.filter(({ error }) => error !== null).length;
  if (refused > 0) metrics.count("smena_events_refused_total", {}, refused);
  decided.keep();
  announce(flow, account.id, decided);
}
