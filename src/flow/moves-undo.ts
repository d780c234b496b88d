/** A move is put back: its leads, as far as they are still where it put them, are as they were. */
import type { DecisionRecord } from "#core/decision.ts";
import { chargeOf } from "#core/redistribution/charge.ts";
import { type Undoing as UndoneMove, undoByHand } from "#core/redistribution/undo-by-hand.ts";
import { type Account, lockAccount } from "#store/accounts.ts";
import { recordsBySeq } from "#store/decisions.ts";
import { type KnownLead, knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import { leadsToPutBack, type MovedLead, savePutBack } from "#store/move-leads.ts";
import { finishMove, type StoredMove } from "#store/moves.ts";
import type { Db } from "#store/schema.ts";
import { type Announced, announce } from "./announce.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import { tellMeanwhile, tellOfMove } from "./moves-told.ts";

const BATCH = 500;

/** @returns how many leads were looked at */
export async function putBackBatch(flow: Flow, { id }: Account, move: StoredMove): Promise<number> {
  const done = await flow.database.kysely
    .transaction()
    .execute((tx) => putBackRows(flow, tx, { account: id, move }));
  done.keep();
  announce(flow, id, done);
  return done.looked;
}

interface Done extends Announced {
  readonly looked: number;
  /** To be called after the commit: only what was committed is kept in memory. */
  keep(): void;
}

/** At most twenty-two statements, whatever the number of leads. */
async function putBackRows(
  flow: Flow,
  tx: Db,
  asked: { readonly account: string; readonly move: StoredMove },
): Promise<Done> {
  const { move } = asked;
  const account = await lockAccount(tx, asked.account);
  const desk = account === null ? null : await flow.desks.take(tx, account);
  if (account === null || desk === null) throw new Error("There are no rules to move leads by.");
  const now = flow.clock.now();
  const rows = await leadsToPutBack(tx, { account: account.id, move: move.id, limit: BATCH });
  const known = await knownLeads(tx, { account: account.id, ids: rows.map(({ lead }) => lead) });
  const batch = new DecisionBatch(account, desk, now);
  await batch.recallCharges(tx, [...known.values()]);
  const seqs = rows.flatMap(({ seq, before }) => [seq, before.lastDecision ?? []].flat());
  const records = await recordsBySeq(tx, { account: account.id, seqs });
  const undoing = { batch, desk, records, now, by: move.undoneBy ?? move.by.name };
  const put = rows.map((row) => ({ row, lead: putBack(undoing, row, known.get(row.lead)) }));
  await saveLeads(tx, { account: account.id, leads: put.flatMap(({ lead }) => lead ?? []) });
  await tellMeanwhile(tx, account.id, batch);
  await batch.write(tx);
  const leads = put.map(({ row, lead }) => ({ place: row.place, undone: lead !== null }));
  await savePutBack(tx, { account: account.id, move: move.id, leads });
  if (rows.length < BATCH) {
    await tellOfMove(tx, account, { move, program: desk.program });
    await finishMove(tx, { account: account.id, move: move.id, state: "undone" }, now);
  }
  const { decisions, stateVersion } = batch;
  return {
    ...{ decisions, cameAt: new Map(), confirmed: [], changed: true, looked: rows.length },
    keep: () => {
      flow.desks.keep(account, desk, stateVersion);
      flow.kick(account.id, "release");
    },
  };
}

interface Undoing {
  readonly batch: DecisionBatch;
  readonly desk: Desk;
  readonly records: ReadonlyMap<number, DecisionRecord>;
  readonly now: number;
  readonly by: string;
}

/** Null: it has gone elsewhere since, or the rules have changed too much. */
function putBack(undoing: Undoing, row: MovedLead, lead: KnownLead | undefined): StoredLead | null {
  const moved = undoing.records.get(row.seq);
  if (lead === undefined || moved === undefined) return null;
  if (!isWhere(lead, { ...row, manager: moved.manager }, undoing.desk)) return null;
  const record = undoByHand(undoing.desk, whatToUndo(undoing, { row, lead, moved }));
  if (record?.move === undefined) return null;
  const { by } = undoing;
  return undoing.batch.putBack(lead, row.before, { ...record, move: { ...record.move, by } });
}

/** Whether the lead is still where decision `seq` gave it. */
function isWhere(
  { closed, lastDecision, holder }: StoredLead,
  { seq, manager }: { readonly seq: number; readonly manager: string | null },
  { users }: Desk,
): boolean {
  if (closed || manager === null || lastDecision !== seq) return false;
  return holder === (users.get(manager) ?? manager);
}

interface Row {
  readonly row: MovedLead;
  readonly lead: StoredLead;
  readonly moved: DecisionRecord;
}

function whatToUndo(
  { batch, desk, records, now }: Undoing,
  { row: { before }, lead, moved }: Row,
): UndoneMove {
  const to = before.holder === null ? null : (desk.holders.get(before.holder) ?? null);
  const turned = moved.move?.turnedBack === undefined ? null : before.lastDecision;
  return {
    ...{ lead: lead.id, facts: batch.known(lead), at: now, from: moved.manager ?? "", to },
    charge: chargeOf(moved),
    // Somebody who is no manager of ours waits in no rule.
    rule: to !== null || before.state === "waiting" ? before.rule : null,
    missed: before.missed,
    turnedBack: turned === null ? null : (records.get(turned) ?? null),
  };
}
