/**
 * The work of moves: each batch is one transaction in which leads are decided, written and noted in
 * the move's own list, so that whoever finds a move unfinished goes on where it stands.
 */
import { CrmFailure } from "#crm/port.ts";
import { type Account, lockAccount } from "#store/accounts.ts";
import { knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import {
  clientsOfMove,
  type LeadBefore,
  type LeadOutcome,
  leadsToMove,
  type MoveLead,
  saveOutcomes,
} from "#store/move-leads.ts";
import { dueMove, finishMove, postponeMove, type StoredMove } from "#store/moves.ts";
import type { Db } from "#store/schema.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { type Announced, announce } from "./announce.ts";
import { backoffMs } from "./backoff.ts";
import { contactIn } from "./clients.ts";
import { heed } from "./crm-failures.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Flow } from "./flow.ts";
import { type Moving, moveLead } from "./moves-lead.ts";
import { currentLead, readLeads } from "./moves-readings.ts";
import { tellMeanwhile, tellOfMove } from "./moves-told.ts";
import { putBackBatch } from "./moves-undo.ts";
import type { Reading } from "./standing.ts";

export const MOVE_BATCH = 500;
/** A move that fails for a reason of its own is given up after so many attempts. */
const ATTEMPTS_MAX = 8;

/** @returns how many leads were looked at: 0 when there is nothing to do now */
export async function moveBatch(flow: Flow, id: string): Promise<number> {
  const move = await dueMove(flow.database.kysely, id, flow.clock.now());
  const account = move === null ? null : await flow.account(id);
  if (move === null || account === null) return 0;
  try {
    return move.state === "undoing"
      ? await putBackBatch(flow, account, move)
      : await moveOn(flow, account, move);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await putOff(flow, account, { move, error });
    return 0;
  }
}

async function putOff(
  flow: Flow,
  account: Account,
  { move, error }: { readonly move: StoredMove; readonly error: unknown },
): Promise<void> {
  const isCrms = error instanceof CrmFailure;
  if (isCrms) await heed(flow, account, error);
  else flow.log.error({ account: account.id, move: move.id, err: error }, "a move cannot go on");
  const waitMs = Math.max(isCrms ? (error.retryAfterMs ?? 0) : 0, backoffMs(move.attempts));
  const isOver = !isCrms && move.attempts >= ATTEMPTS_MAX;
  const dueAt = isOver ? null : flow.clock.now() + waitMs;
  await flow.database.kysely.transaction().execute(async (tx) => {
    await postponeMove(tx, { account: account.id, move: move.id, error: String(error), dueAt });
    const program = isOver ? await flow.desks.program(tx, account) : null;
    if (program !== null) await tellOfMove(tx, account, { move, program });
  });
  flow.live.publish(account.id, { kind: "changed" });
}

async function moveOn(flow: Flow, account: Account, move: StoredMove): Promise<number> {
  const readings = await readNext(flow, account, move);
  const moved = await flow.database.kysely
    .transaction()
    .execute((tx) => moveRows(flow, tx, { account: account.id, move, readings }));
  moved.keep();
  announce(flow, account.id, moved);
  return moved.looked;
}

/** What the CRM shows of the next leads, read outside of the transaction; null: it need not be asked. */
async function readNext(
  flow: Flow,
  account: Account,
  { id: move, selection }: StoredMove,
): Promise<Readings | null> {
  if (selection.kind !== "stage" || flow.crm(account) === null) return null;
  const wanted = { account: account.id, move, limit: MOVE_BATCH };
  const rows = await leadsToMove(flow.database.kysely, wanted);
  return readLeads(flow, account, { selection, ids: rows.map(({ lead }) => lead) });
}

type Readings = ReadonlyMap<string, Reading>;

interface Rows {
  readonly account: string;
  readonly move: StoredMove;
  readonly readings: Readings | null;
}

interface Done extends Announced {
  /** How many were left to be moved. */
  readonly looked: number;
  /** To be called after the commit: only what was committed is kept in memory. */
  keep(): void;
}

/** At most twenty-two statements, whatever the number of leads. */
async function moveRows(flow: Flow, tx: Db, { move, readings, ...asked }: Rows): Promise<Done> {
  const account = await lockAccount(tx, asked.account);
  const desk = account === null ? null : await flow.desks.take(tx, account);
  if (account === null || desk === null) throw new Error("There are no rules to move leads by.");
  const now = flow.clock.now();
  const open = await leadsToMove(tx, { account: account.id, move: move.id, limit: MOVE_BATCH });
  // Another process may have moved some of them meanwhile: what nobody has read is for the next batch.
  const rows = readings === null ? open : open.filter(({ lead }) => readings.has(lead));
  const known = await knownLeads(tx, { account: account.id, ids: rows.map(({ lead }) => lead) });
  const leads = rows.map(({ lead }) => currentLead(known.get(lead), readings?.get(lead), now));
  const moving = await beginMoving(tx, { account, desk, move, leads }, now);
  const looked = rows.map((row, index) => lookAt(moving, row, leads[index] ?? null));
  const changed = looked.flatMap(({ lead }) => lead ?? []);
  await saveLeads(tx, { account: account.id, leads: changed });
  await tellMeanwhile(tx, account.id, moving.batch);
  await moving.batch.write(tx);
  const outcomes = looked.map(({ outcome }) => outcome);
  const about = { account: account.id, move: move.id };
  await saveOutcomes(tx, { ...about, outcomes });
  const isLast = rows.length === open.length && open.length < MOVE_BATCH;
  if (isLast) {
    await tellOfMove(tx, account, { move, program: desk.program });
    await finishMove(tx, { ...about, state: "done" }, now);
  }
  const { decisions, freed, stateVersion } = moving.batch;
  return {
    ...{ decisions, cameAt: new Map(), confirmed: [], changed: true, looked: open.length },
    keep: () => {
      flow.desks.keep(account, desk, stateVersion);
      if (freed) flow.kick(account.id, "release");
    },
  };
}

interface Begun extends Pick<Moving, "desk"> {
  readonly account: Account;
  readonly move: Pick<StoredMove, "id" | "how" | "by" | "why">;
  readonly leads: readonly (StoredLead | null)[];
}

/** Looks up all that moving the leads has to know; at most three statements. */
export async function beginMoving(
  db: Db,
  { account, desk, move, leads }: Begun,
  now: number,
): Promise<Moving> {
  const batch = new DecisionBatch(account, desk, now);
  const there = leads.filter((lead) => lead !== null);
  const facts = there.map((lead) => lead.facts);
  await batch.recallClients(db, facts);
  await batch.recallCharges(db, there);
  const contacts = move.how.together ? facts.flatMap((one) => contactIn(one) ?? []) : [];
  const clients = await clientsOfMove(db, { account: account.id, move: move.id, contacts });
  const { how, why } = move;
  return { batch, desk, at: now, how, by: move.by.name, why, clients: new Map(clients) };
}

interface Looked {
  readonly outcome: LeadOutcome;
  /** As it stands by it; null: it stays. */
  readonly lead: StoredLead | null;
}

function lookAt(moving: Moving, { place }: MoveLead, lead: StoredLead | null): Looked {
  const moved = moveLead(moving, lead);
  if (moved.kind === "stays" || lead === null) {
    const refusal = moved.kind === "stays" ? moved.because : null;
    return { outcome: { place, outcome: "stays", refusal, seq: null, before: null }, lead: null };
  }
  const seq = moving.batch.decisions.at(-1)?.seq ?? null;
  const outcome = { place, outcome: "moved", refusal: null, seq, before: beforeOf(lead) } as const;
  return { outcome, lead: moved.lead };
}

/** All but what the CRM tells of it. */
function beforeOf(lead: StoredLead & { readonly delivery?: unknown }): LeadBefore {
  const { id: _id, name: _name, facts: _facts, delivery: _delivery, ...before } = lead;
  return before;
}
