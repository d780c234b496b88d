/** What becomes of a lead that lies before several, and what each of them is answered. */
import type { DecisionRecord } from "#core/decision.ts";
import type { StoredLead } from "#store/leads.ts";
import type { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import { begun } from "./holding.ts";
import { counts } from "./taken.ts";

export interface Acceptance {
  /**
   * `yours`: he has the lead. `given`: somebody else has. `over`: the offer is, or he may not have
   * the lead any more. `not_offered`: it does not lie before him.
   */
  readonly outcome: "yours" | "given" | "over" | "not_offered";
  /** The key of the manager who has it; null: nobody, or nobody whom this concerns. */
  readonly winner: string | null;
}

const notOffered: Acceptance = { outcome: "not_offered", winner: null };

/** Whether the lead lies before anybody at `now` (epoch ms). */
export function isOnOffer({ state, offerUntil }: StoredLead, now: number): boolean {
  return state === "waiting" && offerUntil !== null && now < offerUntil;
}

export interface Clicked {
  readonly lead: StoredLead;
  /** Keys of all who have accepted together. */
  readonly managers: ReadonlySet<string>;
}

export interface Answered {
  /** As it is now; the same where nobody could have it. */
  readonly lead: StoredLead;
  /** By the manager's key. */
  readonly answers: ReadonlyMap<string, Acceptance>;
}

/** Gives a lead on offer to one of those who have accepted it. Accepting it is beginning with it. */
export function answerClicks(
  batch: DecisionBatch,
  desk: Desk,
  { lead, managers }: Clicked,
): Answered {
  const offeredTo = new Set(lead.offeredTo ?? []);
  const accepted = [...managers].filter(
    (one) => offeredTo.has(one) && !lead.declined.includes(one),
  );
  const record = accepted.length === 0 ? null : batch.ask({ lead, cause: "released", accepted });
  // Whoever has come to his limit, or has gone off duty since, ends no offer by accepting it.
  const winner = record !== null && isGiven(record) ? record.manager : null;
  const answers = [...managers].map((manager): [string, Acceptance] => {
    if (manager === winner) return [manager, { outcome: "yours", winner }];
    if (!offeredTo.has(manager)) return [manager, notOffered];
    if (winner !== null) return [manager, { outcome: "given", winner }];
    return [manager, accepted.includes(manager) ? { outcome: "over", winner: null } : notOffered];
  });
  if (record === null || winner === null) return { lead, answers: new Map(answers) };
  const given = batch.book(lead, record);
  const taken = counts(given, "accept", desk) && winner === given.givenTo ? begun(given) : given;
  batch.see(given, taken);
  return { lead: taken, answers: new Map(answers) };
}

/** By an acceptance, or because the client's own manager has turned up. */
function isGiven({ kind, chosenBy }: DecisionRecord): boolean {
  return kind === "assigned" && (chosenBy === "accepted" || chosenBy === "owner");
}

export interface Late extends Clicked {
  /** The last decision about the lead; null: there was none. */
  readonly record: DecisionRecord | null;
}

/** The answers to those who accept what lies before nobody any more. */
export function answerLate(
  { lead, record, managers }: Late,
  desk: Desk,
): ReadonlyMap<string, Acceptance> {
  const holder = lead.holder === null ? null : (desk.holders.get(lead.holder) ?? null);
  const asked = new Set(lead.offeredTo ?? []);
  if (record?.accepted !== undefined) for (const { manager } of record.members) asked.add(manager);
  return new Map(
    [...managers].map((manager): [string, Acceptance] => {
      if (!asked.has(manager)) return [manager, notOffered];
      if (holder === null) return [manager, { outcome: "over", winner: null }];
      return [manager, { outcome: holder === manager ? "yours" : "given", winner: holder }];
    }),
  );
}

/**
 * Nobody has accepted the lead in time, or all have declined it: what the rule says happens then.
 * Whoever has declined is passed over, as long as anybody else can have it.
 */
export function endOffer(batch: DecisionBatch, lead: StoredLead, now: number): StoredLead {
  const waitOver = lead.waitEndsAt !== null && lead.waitEndsAt <= now;
  const question = { lead, cause: "released", accepted: [], waitOver } as const;
  if (lead.declined.length === 0) return batch.decide(question);
  const missed = [...new Set([...lead.missed, ...lead.declined])];
  const passing = { ...question, lead: { ...lead, missed } };
  const { kind, offer } = batch.ask(passing);
  const isStuck = kind === "waiting" && offer === undefined;
  return batch.decide(isStuck ? question : passing);
}
