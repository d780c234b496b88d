/**
 * The work of imports: each batch is one transaction in which its leads and how far it has come are
 * written together, so that whoever finds an import unfinished goes on where it stands.
 */
import type { CompiledRule } from "#core/program.ts";
import { CrmFailure, type CrmLead } from "#crm/port.ts";
import { type Account, lockAccount } from "#store/accounts.ts";
import { dueImport, type StoredImport } from "#store/history-imports.ts";
import {
  advanceImport,
  finishImport,
  giveUpImport,
  postponeImport,
} from "#store/import-progress.ts";
import {
  addImported,
  type PassedOver,
  type PassedOverCounts,
  type PastLead,
  partAt,
} from "#store/imported-leads.ts";
import { rewriteHistory } from "#store/outcomes.ts";
import type { Db } from "#store/schema.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { backoffMs } from "./backoff.ts";
import { heed } from "./crm-failures.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import { endIn } from "./lead-ends.ts";

/** An import whose batch fails so many times on end is given up: half an hour of the CRM's. */
const attemptsMax = { crms: 30, own: 8 } as const;

/** @returns how many leads were looked at: 0 when there is nothing to do now */
export async function importBatch(flow: Flow, id: string): Promise<number> {
  const due = await dueImport(flow.database.kysely, id, flow.clock.now());
  const account = due === null ? null : await flow.account(id);
  if (due === null || account === null) return 0;
  try {
    const found =
      due.origin.kind === "file" ? await ofFile(flow, id, due) : await ofCrm(flow, account, due);
    return await addBatch(flow, account, { due, found });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await putOff(flow, account, { due, error });
    return 0;
  }
}

interface Batch {
  readonly leads: readonly PastLead[];
  readonly passedOver: PassedOverCounts;
  /** The cursor after it. */
  readonly to: number;
  readonly isLast: boolean;
  readonly looked: number;
}

async function ofFile(
  flow: Flow,
  account: string,
  { id, cursor, total }: StoredImport,
): Promise<Batch> {
  const leads = await partAt(flow.database.kysely, { account, id, place: cursor });
  const to = cursor + leads.length;
  const isLast = leads.length === 0 || to >= (total ?? 0);
  return { leads, passedOver: {}, to, isLast, looked: leads.length };
}

/** @throws CrmFailure where the CRM does not answer; Error where the rule is gone */
async function ofCrm(
  flow: Flow,
  account: Account,
  { origin, rule: id, cursor }: StoredImport,
): Promise<Batch> {
  const crm = flow.crm(account);
  const desk = await flow.desks.read(flow.database.kysely, account);
  const rule = desk?.program.ruleById.get(id);
  if (crm === null || desk === null || rule === undefined || origin.kind !== "crm") {
    throw new Error(`The rule ${id}, or the account's CRM, is gone.`);
  }
  const { leads: shown, more } = await crm.leadsCreated({ ...origin, page: cursor + 1 });
  const passedOver: Partial<Record<PassedOver, number>> = {};
  const leads = shown.flatMap((lead) => {
    const read = readPast(lead, { desk, rule, now: flow.clock.now() });
    if (typeof read !== "string") return [read];
    passedOver[read] = (passedOver[read] ?? 0) + 1;
    return [];
  });
  return { leads, passedOver, to: cursor + 1, isLast: !more, looked: Math.max(1, shown.length) };
}

/** A lead as the rule's book takes it in, or why it does not. */
function readPast(
  lead: CrmLead,
  { desk, rule, now }: { readonly desk: Desk; readonly rule: CompiledRule; readonly now: number },
): PastLead | PassedOver {
  const manager = lead.responsible === null ? undefined : desk.holders.get(lead.responsible);
  if (!rule.members.some((member) => member.manager === manager)) return "not_member";
  if (rule.failing(lead.facts) !== null) return "other_rule";
  const { source } = lead.facts;
  const junk = desk.program.configuration.account.junkReasons;
  const { outcome, endedAt, soldFor: price } = endIn(lead, { junk, now });
  return {
    lead: lead.id,
    manager: manager ?? "",
    source: typeof source === "string" ? source : "",
    receivedAt: lead.createdAt,
    outcome,
    endedAt: endedAt === null ? null : Math.max(endedAt, lead.createdAt),
    price,
  };
}

interface Working {
  readonly due: StoredImport;
  readonly found: Batch;
}

async function addBatch(
  flow: Flow,
  { id: account }: Account,
  { due, found }: Working,
): Promise<number> {
  const now = flow.clock.now();
  const goesOn = await flow.lockTurns
    .run(() =>
      flow.database.kysely
        .transaction()
        .execute((tx) => writeBatch(tx, { account, due, found, now })),
    )
    .catch(unlessOvertaken);
  flow.live.publish(account, { kind: "changed" });
  if (goesOn !== false) return found.looked;
  flow.log.info({ account, import: due.id }, "an import is done");
  flow.forget(account);
  flow.kick(account, "learn");
  return 0;
}

/** @returns whether the import goes on */
async function writeBatch(
  tx: Db,
  {
    account,
    due: { id, rule, cursor },
    found,
    now,
  }: Working & {
    readonly account: string;
    readonly now: number;
  },
): Promise<boolean> {
  // Whoever undoes it, and the process that does the same, wait for each other here.
  await lockAccount(tx, account);
  const { added, ...known } = await addImported(tx, { account, id, rule, leads: found.leads });
  const passedOver = { ...found.passedOver, ...positive(known) };
  const step = { account, id, from: cursor, to: found.to, added, passedOver };
  if (!(await advanceImport(tx, step))) throw new Overtaken();
  if (!found.isLast) return true;
  await finishImport(tx, { account, id }, now);
  await rewriteHistory(tx, account, now);
  return false;
}

/** Another process has gone on with the import, or somebody has undone it: nothing of ours is kept. */
class Overtaken extends Error {}

function unlessOvertaken(error: unknown): null {
  if (error instanceof Overtaken) return null;
  throw error;
}

function positive(counts: Readonly<Record<string, number>>): PassedOverCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

async function putOff(
  flow: Flow,
  account: Account,
  { due, error }: { readonly due: StoredImport; readonly error: unknown },
): Promise<void> {
  const isCrms = error instanceof CrmFailure;
  if (isCrms) await heed(flow, account, error);
  else
    flow.log.error({ account: account.id, import: due.id, err: error }, "an import cannot go on");
  const told = error instanceof Error ? error.message : String(error);
  const failed = { account: account.id, id: due.id, error: told };
  const { kysely } = flow.database;
  if (due.attempts + 1 >= attemptsMax[isCrms ? "crms" : "own"]) {
    await kysely.transaction().execute((tx) => giveUpImport(tx, failed));
  } else {
    const waitMs = Math.max(isCrms ? (error.retryAfterMs ?? 0) : 0, backoffMs(due.attempts));
    await postponeImport(kysely, { ...failed, dueAt: flow.clock.now() + waitMs });
  }
  flow.live.publish(account.id, { kind: "changed" });
}
