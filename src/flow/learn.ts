/**
 * Shares by sales move at their time even where no lead comes: at night, after a new configuration,
 * after the past was imported. Where one does come, it is decided by the new shares already.
 */
import { lockAccount } from "#store/accounts.ts";
import { setSharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Flow } from "./flow.ts";

/** @returns how many accounts' shares were concluded anew: 1, or 0 where nothing was due */
export async function learnBatch(flow: Flow, id: string): Promise<number> {
  const keep = await flow.lockTurns.run(() =>
    flow.database.kysely.transaction().execute((tx) => learn(flow, tx, id)),
  );
  if (keep === null) return 0;
  keep();
  flow.live.publish(id, { kind: "changed" });
  return 1;
}

/** @returns what is to be called after the commit; null: nothing was due */
async function learn(flow: Flow, tx: Db, id: string): Promise<(() => void) | null> {
  const account = await lockAccount(tx, id);
  const now = flow.clock.now();
  if (account === null || account.sharesAt === null || account.sharesAt > now) return null;
  const desk = await flow.desks.take(tx, account);
  if (desk === null) {
    await setSharesAt(tx, id, null);
    return null;
  }
  const batch = new DecisionBatch(account, desk, now);
  await batch.write(tx);
  return () => flow.desks.keep(account, desk, batch.stateVersion);
}
