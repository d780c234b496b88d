/** Who holds a lead by a decision, after a decision about it and after what others do with it. */
import type { DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { deadlineOf, warningAt } from "#core/redistribution/deadline.ts";
import { type HeldLead, heldAfter, pastAfter } from "#core/redistribution/held-lead.ts";
import { type Holding, type KnownLead, type StoredLead, unheld } from "#store/leads.ts";
import type { Desk } from "./desks.ts";

/** So often a decision may be undone by a machine before nothing of ours moves the lead any more. */
const FLIPS_MAX = 3;

/** @param seq of the record */
export function holdingAfter(
  program: Program,
  record: DecisionRecord,
  { lead, seq }: { readonly lead: StoredLead; readonly seq: number },
): Holding {
  const { takenBy, missed, transfers, returnTo, rule, flips } = lead;
  const before = { takenBy, missed, transfers, returnTo, ...(rule === null ? {} : { rule }) };
  const past = pastAfter(program, record, before);
  const offer = { offeredTo: record.offer?.to ?? null, offerUntil: record.offer?.until ?? null };
  // Whoever moves it by hand has seen the fight, and ended it.
  const fight =
    record.cause === "manual" || lead.stopped !== "flips"
      ? { flips: record.cause === "manual" ? 0 : flips, stopped: null }
      : { flips, stopped: lead.stopped };
  const held = heldAfter(program, record, before);
  if (held === null) return { ...unheld, ...past, ...fight, ...offer };
  return {
    ...past,
    ...fight,
    ...offer,
    givenTo: held.manager,
    givenAt: held.givenAt,
    givenSeq: seq,
    declined: [],
    warnedAt: null,
    watchAt: fight.stopped === null ? nextLook(program, held, null) : null,
  };
}

/** Epoch ms at which to look at whether the lead is taken; null: nothing happens when it is not. */
export function nextLook(program: Program, held: HeldLead, warnedAt: number | null): number | null {
  const deadline = deadlineOf(program, held);
  const warning = warnedAt === null ? warningAt(program, held) : null;
  if (deadline === null || warning === null) return deadline;
  return Math.min(warning, deadline);
}

/** Whoever has it has begun with it. */
export function begun<Lead extends StoredLead>(lead: Lead): Lead {
  const { givenTo, takenBy } = lead;
  if (givenTo === null || takenBy.includes(givenTo)) return lead;
  return { ...lead, takenBy: [...takenBy, givenTo], watchAt: null };
}

/** Won, lost or deleted counts as taken; what is closed is moved no more. */
export function closed<Lead extends StoredLead>(lead: Lead): Lead {
  return { ...begun(lead), closed: true, watchAt: null };
}

export interface Outside {
  readonly desk: Desk | null;
  /** The user who did it; null: a machine; undefined: the CRM does not say. */
  readonly by: string | null | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * The lead after somebody else gave it to another: respected whoever did it. What a person has given
 * away nothing moves by itself any more. With a machine we could go on in turns for ever: what it
 * has undone is counted, and the third time ends it.
 */
export function overruled<Lead extends KnownLead>(
  before: KnownLead,
  after: Lead,
  { desk, by, now }: Outside,
): Lead {
  if (before.givenTo === null || after.holder === before.holder) return after;
  const left: Lead = { ...after, ...noHolder };
  const receiver = after.holder === null ? undefined : desk?.holders.get(after.holder);
  if (by !== null || receiver === undefined || desk === null) {
    return { ...left, stopped: "by_hand" };
  }
  const isUndone = before.holder === before.delivery?.user;
  const flips = after.flips + (isUndone ? 1 : 0);
  const held: Lead = { ...left, flips, givenTo: receiver, givenAt: now, givenSeq: before.givenSeq };
  if (flips >= FLIPS_MAX) return { ...held, stopped: "flips" };
  const seen = heldLead(held, { facts: held.facts, charge: null });
  return { ...held, watchAt: seen === null ? null : nextLook(desk.program, seen, null) };
}

const noHolder = {
  givenTo: null,
  givenAt: null,
  givenSeq: null,
  returnTo: null,
  watchAt: null,
  warnedAt: null,
} as const;

/** The lead as the core sees it; null: nobody holds it by a rule's decision. */
export function heldLead(
  lead: StoredLead,
  { facts, charge }: Pick<HeldLead, "facts" | "charge">,
): HeldLead | null {
  const { id, rule, givenTo, givenAt, takenBy, missed, transfers, returnTo } = lead;
  if (givenTo === null || givenAt === null || rule === null || lead.closed) return null;
  const past = { takenBy, missed, transfers, returnTo };
  return { lead: id, facts, rule, manager: givenTo, givenAt, ...past, charge };
}
