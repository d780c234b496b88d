import { lockAccount } from "#store/accounts.ts";
import { knownLeads, saveLeads } from "#store/leads.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Flow } from "./flow.ts";
import { begun } from "./holding.ts";
import { counts } from "./taken.ts";

export interface Taking {
  readonly account: string;
  readonly lead: string;
  /** The manager's key. */
  readonly manager: string;
}

/**
 * A manager says that he begins with a lead that he has.
 *
 * @returns false where that does not count: he has it by no rule, it is closed, or the rule asks
 *   for other signs
 */
export async function takeLead(
  flow: Flow,
  { account: id, lead, manager }: Taking,
): Promise<boolean> {
  const taken = await flow.database.kysely.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, id);
    const desk = account === null ? null : await flow.desks.take(tx, account);
    if (account === null || desk === null) return null;
    const batch = new DecisionBatch(account, desk, flow.clock.now());
    const known = (await knownLeads(tx, { account: id, ids: [lead] })).get(lead);
    const isHis = known !== undefined && known.givenTo === manager && !known.closed;
    const after = isHis && counts(known, "accept", desk) ? begun(known) : null;
    if (after !== null && after !== known) {
      batch.see(known, after);
      await saveLeads(tx, { account: id, leads: [after] });
      await batch.write(tx);
    }
    return {
      isTaken: after !== null,
      keep: () => flow.desks.keep(account, desk, batch.stateVersion),
    };
  });
  taken?.keep();
  if (taken?.isTaken !== true) return false;
  flow.live.publish(id, { kind: "changed" });
  return true;
}
