/** People are told of a move once it is done: each of all leads that he has received or lost by it. */
import type { Program } from "#core/program.ts";
import type { Account } from "#store/accounts.ts";
import { toldOfMove } from "#store/move-leads.ts";
import type { StoredMove } from "#store/moves.ts";
import { insertNotices } from "#store/notices.ts";
import type { Db } from "#store/schema.ts";
import type { DecisionBatch } from "./decision-batch.ts";
import { noticesOf } from "./decision-notices.ts";
import { noticeRow, queueNotices } from "./notices.ts";
import { bundled, tellsOfMove } from "./notices-bundled.ts";

/** Queues what a batch of a move has to tell, but for the leads' comings and goings. */
export async function tellMeanwhile(tx: Db, account: string, batch: DecisionBatch): Promise<void> {
  const others = batch.takeNotices().filter((notice) => !tellsOfMove(notice));
  await queueNotices(tx, account, others);
}

/** Tells of all that was moved, or put back, when no more will be; two statements. */
export async function tellOfMove(
  tx: Db,
  { id: account }: Pick<Account, "id">,
  told: { readonly move: Pick<StoredMove, "id" | "state">; readonly program: Program },
): Promise<void> {
  const { move, program } = told;
  const undone = move.state === "undoing";
  const decisions = await toldOfMove(tx, { account, move: move.id, undone });
  const notices = decisions.flatMap(({ seq, from, ...decided }) => {
    const record = { ...decided, cause: "manual", move: { from } } as const;
    return noticesOf(program, { record, seq, gaveRule: null });
  });
  await insertNotices(tx, { account, notices: bundled(notices.map(noticeRow)) });
}
