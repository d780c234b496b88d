/**
 * First to accept: a lead lies before several for a while, and whoever accepts first has it. All
 * clicks that arrive while the account's row is waited for are one batch, in which whoever has waited
 * longest goes first; everybody else is told who has the lead.
 */
import { type Account, lockAccount } from "#store/accounts.ts";
import { recordsBySeq } from "#store/decisions.ts";
import { knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import type { Db } from "#store/schema.ts";
import { type Announced, announce } from "./announce.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import { type Commit, GroupCommit } from "./group-commit.ts";
import {
  type Acceptance,
  answerClicks,
  answerLate,
  endOffer,
  isOnOffer,
} from "./offers-answers.ts";

export interface Click {
  readonly lead: string;
  /** The manager's key. */
  readonly manager: string;
}

/** Accepts an offer for a manager. Exactly one of all who do has the lead. */
export function acceptOffer(
  flow: Flow,
  { account, ...click }: Click & { readonly account: string },
): Promise<Acceptance> {
  let group = flow.acceptances.get(account);
  if (group === undefined) {
    group = new GroupCommit(accepting(flow, account));
    flow.acceptances.set(account, group);
  }
  return group.add(click);
}

function accepting(flow: Flow, account: string): Commit<Click, Acceptance> {
  return async (_clicks, join) => {
    const answered = await flow.database.kysely.transaction().execute(async (tx) => {
      const locked = await lockAccount(tx, account);
      const clicks = join();
      const desk = locked === null ? null : await flow.desks.take(tx, locked);
      if (locked === null || desk === null) return nobodyOffers(clicks);
      return answer(flow, tx, { account: locked, desk, clicks });
    });
    answered.keep();
    announce(flow, account, answered);
    return answered.answers;
  };
}

interface Answered extends Announced {
  readonly answers: readonly Acceptance[];
  /** To be called after the commit: only what was committed is kept in memory. */
  keep(): void;
}

const nothing = { decisions: [], cameAt: new Map(), confirmed: [], changed: false };

function nobodyOffers(clicks: readonly Click[]): Answered {
  const answers = clicks.map(() => ({ outcome: "not_offered", winner: null }) as const);
  return { ...nothing, answers, keep: () => undefined };
}

interface Asked {
  readonly account: Account;
  readonly desk: Desk;
  readonly clicks: readonly Click[];
}

/** At most twelve statements, however many click. */
async function answer(flow: Flow, tx: Db, { account, desk, clicks }: Asked): Promise<Answered> {
  const now = flow.clock.now();
  const batch = new DecisionBatch(account, desk, now);
  const ids = [...new Set(clicks.map(({ lead }) => lead))];
  const known = await knownLeads(tx, { account: account.id, ids });
  const leads = [...known.values()];
  const facts = leads.map((lead) => lead.facts);
  await batch.recallClients(tx, facts);
  const seqs = leads.flatMap((lead) => (isOnOffer(lead, now) ? [] : (lead.lastDecision ?? [])));
  const records = await recordsBySeq(tx, { account: account.id, seqs });
  const changed: StoredLead[] = [];
  const answers = new Map<string, ReadonlyMap<string, Acceptance>>();
  for (const lead of leads) {
    const managers = new Set(clicks.flatMap((one) => (one.lead === lead.id ? one.manager : [])));
    if (!isOnOffer(lead, now)) {
      const record = records.get(lead.lastDecision ?? -1) ?? null;
      answers.set(lead.id, answerLate({ lead, record, managers }, desk));
      continue;
    }
    const answered = answerClicks(batch, desk, { lead, managers });
    answers.set(lead.id, answered.answers);
    if (answered.lead !== lead) changed.push(answered.lead);
  }
  await saveLeads(tx, { account: account.id, leads: changed });
  await batch.write(tx);
  return {
    ...nothing,
    decisions: batch.decisions,
    answers: clicks.map(
      ({ lead, manager }) =>
        answers.get(lead)?.get(manager) ?? { outcome: "not_offered", winner: null },
    ),
    keep: () => flow.desks.keep(account, desk, batch.stateVersion),
  };
}

export interface Refusal extends Click {
  readonly account: string;
}

/** A manager does not want a lead that lies before him: it is not offered to him again. */
export async function declineOffer(
  flow: Flow,
  { account, lead, manager }: Refusal,
): Promise<{ readonly outcome: "declined" | "over" }> {
  const declined = await flow.database.kysely.transaction().execute(async (tx) => {
    const locked = await lockAccount(tx, account);
    const desk = locked === null ? null : await flow.desks.take(tx, locked);
    if (locked === null || desk === null) return null;
    return decline(flow, tx, { account: locked, desk, click: { lead, manager } });
  });
  if (declined === null) return { outcome: "over" };
  declined.keep();
  announce(flow, account, declined);
  return { outcome: "declined" };
}

interface Declining {
  readonly account: Account;
  readonly desk: Desk;
  readonly click: Click;
}

/** Null: it does not lie before him. When all have declined, what comes after the offer comes at once. */
async function decline(
  flow: Flow,
  tx: Db,
  { account, desk, click }: Declining,
): Promise<(Announced & Pick<Answered, "keep">) | null> {
  const now = flow.clock.now();
  const batch = new DecisionBatch(account, desk, now);
  const keep = () => flow.desks.keep(account, desk, batch.stateVersion);
  const known = await knownLeads(tx, { account: account.id, ids: [click.lead] });
  const lead = known.get(click.lead);
  if (lead === undefined || !isOnOffer(lead, now) || !lead.offeredTo?.includes(click.manager)) {
    keep();
    return null;
  }
  const refused: StoredLead = {
    ...lead,
    declined: [...new Set([...lead.declined, click.manager])],
  };
  await batch.recallClients(tx, [lead.facts]);
  const isLast = lead.offeredTo.every((manager) => refused.declined.includes(manager));
  const after = isLast ? endOffer(batch, refused, now) : refused;
  await saveLeads(tx, { account: account.id, leads: [after] });
  await batch.write(tx);
  return { ...nothing, decisions: batch.decisions, changed: true, keep };
}
