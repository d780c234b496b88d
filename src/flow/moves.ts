/**
 * People move leads: one, many, all of somebody who leaves. A move is a row with its list of leads;
 * the service works through it and says how far it has come, and for a while it can be undone.
 */

import { lockAccount } from "#store/accounts.ts";
import type { By } from "#store/availability.ts";
import {
  beginUndoing,
  findMove,
  insertMove,
  type MoveHow,
  type MoveSelection,
  type StoredMove,
} from "#store/moves.ts";
import type { Flow } from "./flow.ts";
import { type MovePreview, previewOf } from "./moves-preview.ts";
import { selectLeads } from "./moves-readings.ts";

/** So long after its last lead a move can be undone. */
const UNDO_MS = 15 * 60_000;

export interface MoveOrder {
  readonly account: string;
  readonly selection: MoveSelection;
  readonly how: MoveHow;
  readonly by: By;
  /** In his own words; may be empty. */
  readonly why: string;
}

/**
 * What the move would do now; nothing is written.
 *
 * @throws CrmFailure where the CRM has to be asked and does not answer
 */
export async function previewMove(flow: Flow, order: MoveOrder): Promise<MovePreview> {
  return previewOf(flow, await accountOf(flow, order.account), order);
}

/**
 * Begins a move. Which leads it is about is settled now; each goes where it goes when its turn comes.
 *
 * @throws CrmFailure where the CRM has to be asked and does not answer
 */
export async function startMove(flow: Flow, order: MoveOrder): Promise<StoredMove> {
  const leads = await selectLeads(flow, await accountOf(flow, order.account), order.selection);
  const { account, by } = order;
  const move = await flow.database.kysely
    .transaction()
    .execute((tx) => insertMove(tx, { ...order, leads }, flow.clock.now()));
  flow.log.info({ account, move: move.id, leads: move.total, by: by.kind }, "a move begins");
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "move");
  return move;
}

async function accountOf(flow: Flow, id: string) {
  const account = await flow.account(id);
  if (account === null) throw new Error(`There is no account ${id}.`);
  return account;
}

export type Undone =
  | { readonly kind: "undoing"; readonly move: StoredMove }
  /** There is none; it still runs, or was undone already; its time is over. */
  | { readonly kind: "unknown" | "not_done" | "too_late" };

/**
 * Has the leads of a move put back, as far as they are still where it put them: whoever had one
 * before has it again, and all balances are as if it had never left him.
 */
export async function undoMove(
  flow: Flow,
  { account, move: id, by }: { readonly account: string; readonly move: number; readonly by: By },
): Promise<Undone> {
  const now = flow.clock.now();
  const undone = await flow.database.kysely.transaction().execute(async (tx): Promise<Undone> => {
    await lockAccount(tx, account);
    const move = await findMove(tx, { account, move: id });
    if (move === null) return { kind: "unknown" };
    if (move.state !== "done") return { kind: "not_done" };
    if (undoableUntil(move, now) === null) return { kind: "too_late" };
    await beginUndoing(tx, { account, move: id, by: by.name }, now);
    return { kind: "undoing", move: { ...move, state: "undoing", undoneBy: by.name } };
  });
  if (undone.kind !== "undoing") return undone;
  flow.log.info({ account, move: id, by: by.kind }, "a move is undone");
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "move");
  return undone;
}

/** Epoch ms until which the move may be undone; null: not any more, or not yet. */
export function undoableUntil(
  { state, finishedAt }: Pick<StoredMove, "state" | "finishedAt">,
  now: number,
): number | null {
  if (state !== "done" || finishedAt === null) return null;
  return now < finishedAt + UNDO_MS ? finishedAt + UNDO_MS : null;
}
