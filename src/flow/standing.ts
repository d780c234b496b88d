/**
 * What becomes of a lead by what was heard and read of it: whether it is to be decided, whether it
 * leaves the pool, whether what we wrote has arrived. Decided once means here: only a lead without a
 * decision is new, and nothing that repeats, overtakes or comes late makes it new again.
 */
import type { Facts } from "#core/decision.ts";
import type { CrmEvent, CrmLead } from "#crm/port.ts";
import { type IgnoredReason, type KnownLead, type StoredLead, unheld } from "#store/leads.ts";
import type { SeenDelivery } from "#store/outbox.ts";
import type { Question } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import { begun } from "./holding.ts";
import { unended } from "./lead-ends.ts";
import { isUnderWay, ownedBy } from "./open-leads.ts";
import { isLate, type Sighting, seenIn, settled } from "./settled.ts";
import { mergeFacts, type Signal } from "./signals.ts";
import { isBegun } from "./taken.ts";

/** What the CRM holds of a lead now: `gone` where it has none. */
export type Reading =
  | { readonly kind: "read"; readonly lead: CrmLead }
  | { readonly kind: "gone" }
  /** Nothing was read: the account has no CRM, or the events told enough. */
  | { readonly kind: "told" };

export interface Circumstances {
  readonly desk: Desk | null;
  /** Leads created before it are not new; null: nothing was switched on. */
  readonly switchedOnAt: number | null;
  readonly now: number;
}

export interface Outcome {
  readonly lead: StoredLead;
  /** What is to be asked of the core. */
  readonly question: Question | null;
  /** What it says about the delivery under way. */
  readonly seen: SeenDelivery | null;
  /** Until when the lead is left alone, so that tags and notes can arrive. */
  readonly settlesAt: number | null;
}

/** Our own write may show in an event up to so long after the CRM answered. */
const ECHO_MS = 5_000;

/** Whether the event tells all that it has to tell, so that the lead need not be read. */
export function isEcho(event: CrmEvent, known: KnownLead | undefined, now: number): boolean {
  if (known?.state !== "decided" || known.delivery === null) return false;
  if (isWorkOnly(event)) return true;
  // What we write moves nothing to another stage.
  if (event.moved) return false;
  if (event.kind !== "responsible" && event.kind !== "changed") return false;
  const { user, state, sentAt } = known.delivery;
  if (event.responsible !== user || state === "superseded" || state === "failed") return false;
  return event.changedAt === null || event.changedAt <= (sentAt ?? now) + ECHO_MS;
}

/** Somebody has worked on the lead; of the lead itself nothing is changed by that. */
function isWorkOnly({ activity, responsible }: CrmEvent): boolean {
  return activity !== undefined && activity.by !== "stage" && responsible === undefined;
}

export function standingOf(
  signal: Signal,
  { known, reading }: { readonly known: KnownLead | undefined; readonly reading: Reading },
  circumstances: Circumstances,
): Outcome {
  if (known === undefined || known.state === "undecided" || isRestored(known, reading)) {
    return asNew(signal, { known, reading }, circumstances);
  }
  const isOver = signal.end !== null && signal.end.state !== "open";
  if (isOver && known.state === "waiting") return ignored(known, "closed");
  if (reading.kind !== "told" && (known.state === "waiting" || known.state === "unmatched")) {
    return inPool({ signal, known, reading }, circumstances);
  }
  const outcome =
    reading.kind === "told"
      ? toldOf(signal, known)
      : { ...noQuestion, ...settled({ signal, known, reading }, circumstances) };
  const { desk } = circumstances;
  const isHeld = desk !== null && outcome.lead.givenTo !== null;
  if (!isHeld || !isBegun(outcome.lead, signal, desk)) return outcome;
  return { ...outcome, lead: begun(outcome.lead) };
}

const isRestored = (known: KnownLead, reading: Reading): boolean =>
  known.state === "ignored" &&
  known.reason === "deleted" &&
  reading.kind === "read" &&
  !reading.lead.deleted;

const noQuestion = { question: null, settlesAt: null } as const;
const quiet = (lead: StoredLead): Outcome => ({ lead, seen: null, ...noQuestion });

function ignored(lead: StoredLead, reason: IgnoredReason): Outcome {
  const closed = lead.closed || reason === "closed" || reason === "deleted";
  const left: StoredLead = { ...lead, state: "ignored", reason, closed };
  return quiet({
    ...ownedBy(left, lead.owner, { underWay: false }),
    wakeAt: null,
    waitEndsAt: null,
    offeredTo: null,
    offerUntil: null,
  });
}

interface Sighted {
  readonly known: KnownLead | undefined;
  readonly reading: Reading;
}

function asNew(signal: Signal, { known, reading }: Sighted, circumstances: Circumstances): Outcome {
  const lead = sighted(signal, known, reading);
  const refused = whyNotNew(lead, reading, circumstances);
  if (refused !== null) return ignored(lead, refused);
  const settleMs = circumstances.desk?.program.configuration.account.settleMs ?? 0;
  const settlesAt = lead.cameAt + settleMs;
  if (settlesAt > circumstances.now) return { ...quiet(lead), settlesAt };
  const cause = lead.lastDecision === null ? "new" : "released";
  return { ...quiet(lead), question: { lead, cause } };
}

function sighted(signal: Signal, known: KnownLead | undefined, reading: Reading): StoredLead {
  const read = reading.kind === "read" ? reading.lead : null;
  return {
    id: signal.lead,
    name: read?.name ?? signal.name ?? known?.name ?? "",
    facts: mergeFacts(read?.facts ?? { channel: "other" }, signal.facts, known?.facts ?? {}),
    state: "undecided",
    reason: null,
    owner: read?.responsible ?? null,
    holder: null,
    rule: null,
    claims: null,
    heldFor: null,
    cameAt: known?.cameAt ?? signal.cameAt,
    waitingSince: known?.waitingSince ?? null,
    waitEndsAt: null,
    wakeAt: null,
    crmCreatedAt: read?.createdAt ?? null,
    closed: read?.closed ?? false,
    lastDecision: known?.lastDecision ?? null,
    ...endKnown(known),
    ...unheld,
  };
}

const endKnown = ({ outcome, endedAt, soldFor }: Pick<KnownLead, keyof typeof unended> = unended) =>
  ({ outcome, endedAt, soldFor }) as const;

/** Why a lead that was never decided is not distributed; null: it is. */
function whyNotNew(
  lead: StoredLead,
  reading: Reading,
  { desk, switchedOnAt }: Circumstances,
): IgnoredReason | null {
  if (reading.kind === "gone" || (reading.kind === "read" && reading.lead.deleted)) {
    return "deleted";
  }
  if (desk === null || switchedOnAt === null) return "before_start";
  if (lead.closed) return "closed";
  // CRMs count creation in whole seconds.
  const startSecond = Math.floor(switchedOnAt / 1_000) * 1_000;
  if (lead.crmCreatedAt !== null && lead.crmCreatedAt < startSecond) return "before_start";
  return isOwn(lead.facts, desk) ? "own" : null;
}

/** A lead that a distributing manager made by hand stays his. */
function isOwn(facts: Facts, desk: Desk): boolean {
  const creator = facts["created_by_id"];
  return facts["created_by"] === "person" && desk.sharers.has(String(creator ?? ""));
}

/** Events that needed no reading: they say who is responsible, and we know that it is as decided. */
function toldOf(signal: Signal, known: KnownLead): Outcome {
  const user = known.delivery?.user;
  const told = signal.events.some((event) => event.responsible === user);
  if (user === undefined || !told) return quiet(known);
  const seen = seenIn(known, null);
  return seen === null ? quiet(known) : { ...quiet({ ...known, owner: user }), seen };
}

/** A lead that waits, or that no rule took: it may leave the pool, or be matched afresh. */
function inPool({ signal, known, reading }: Sighting, { desk, now }: Circumstances): Outcome {
  if (reading.kind !== "read" || reading.lead.deleted) return ignored(known, "deleted");
  const read = reading.lead;
  if (read.closed) return ignored(known, "closed");
  // A move that was undone is being written back: until then the CRM shows whom it had given it to.
  const underWay = isUnderWay(known);
  if (read.responsible !== known.owner && !underWay && !isLate(read.responsible, known, now)) {
    return ignored({ ...known, owner: read.responsible }, "by_hand");
  }
  const facts = mergeFacts(read.facts, signal.facts, known.facts);
  const owner = underWay ? known.owner : read.responsible;
  const lead = { ...known, owner, name: read.name, facts };
  const rule = known.rule === null ? undefined : desk?.program.ruleById.get(known.rule);
  const fits = rule === undefined || rule.failing(facts) === null;
  if (known.state === "unmatched" || fits) return quiet(lead);
  return { ...quiet(lead), question: { lead, cause: "released" } };
}
