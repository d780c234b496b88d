/** One lead is moved by hand: to somebody named, or by rules. */
import type { Count, DecisionRecord } from "#core/decision.ts";
import { refusal } from "#core/eligibility.ts";
import { seatOf } from "#core/program.ts";
import { giveByHand, limitsReached } from "#core/redistribution/give-by-hand.ts";
import { redistributeByHand } from "#core/redistribution/hand-over.ts";
import type { StoredLead } from "#store/leads.ts";
import type { MoveHow } from "#store/moves.ts";
import { contactIn } from "./clients.ts";
import type { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";

/** Why a lead of a move stays where it is. */
export type Stays =
  | "unknown" // the account has no such lead
  | "closed" // won, lost or deleted
  | "undecided" // it has just come, and is being decided
  | "has_it" // it is his already
  | "blocked" // his CRM user is deactivated or gone
  | "nobody"; // nobody of those who may have it can have it now

/** A move while it goes through its leads. */
export interface Moving {
  readonly batch: DecisionBatch;
  readonly desk: Desk;
  /** Epoch ms. */
  readonly at: number;
  readonly how: MoveHow;
  /** As the records tell it. */
  readonly by: string;
  readonly why: string;
  /** Contact → who has been given a lead of his already; it grows. */
  readonly clients: Map<string, string>;
}

export interface MovedTo {
  readonly kind: "moved";
  readonly lead: StoredLead;
  readonly manager: string;
  /** The limits of his that it has gone beyond. */
  readonly beyond: readonly Count[];
}

export type Moved = MovedTo | { readonly kind: "stays"; readonly because: Stays };

const stays = (because: Stays): Moved => ({ kind: "stays", because });

/** @param lead null: the account does not know it */
export function moveLead(moving: Moving, lead: StoredLead | null): Moved {
  if (lead === null) return stays("unknown");
  if (lead.closed || lead.reason === "closed" || lead.reason === "deleted") return stays("closed");
  if (lead.state === "undecided") return stays("undecided");
  const { how } = moving.how;
  return how.kind === "give" ? give(moving, lead, how.to) : redistribute(moving, lead);
}

/** Who has it, whoever gave it to him; null: nobody of the configuration. */
function holderIn(lead: StoredLead, { holders }: Desk): string | null {
  return lead.holder === null ? null : (holders.get(lead.holder) ?? null);
}

/** What is turned back of the lead's last decision. */
function chargeIn({ batch, how }: Moving, lead: StoredLead, from: string | null) {
  return how.turnBack && from !== null ? batch.chargeOf(lead, from) : null;
}

function give(moving: Moving, lead: StoredLead, to: string): Moved {
  const { batch, desk, at, how } = moving;
  const from = holderIn(lead, desk);
  if (from === to) return stays("has_it");
  const { rule } = lead;
  const beyond = limitsReached(desk, { to, rule, at });
  const charge = chargeIn(moving, lead, from);
  const facts = batch.known(lead);
  const gift = { lead: lead.id, facts, rule, from, to, at, costsTurn: how.costsTurn, charge };
  const record = giveByHand(desk, gift);
  return record === null ? stays("blocked") : taken(moving, lead, { record, beyond });
}

function redistribute(moving: Moving, lead: StoredLead): Moved {
  const { batch, desk, at, how } = moving;
  const from = holderIn(lead, desk);
  const only = how.how.kind === "rule" ? how.how.rule : undefined;
  const joined = moving.how.together ? join(moving, lead, only ?? lead.rule) : null;
  if (joined !== null) return joined;
  const inHand = {
    ...{ lead: lead.id, facts: batch.known(lead), rule: lead.rule, manager: from },
    missed: lead.missed,
    charge: chargeIn(moving, lead, from),
  };
  const record = redistributeByHand(desk, inHand, { at, rule: only });
  if (record === null || (only !== undefined && record.rule !== only)) return stays("nobody");
  return taken(moving, lead, { record, beyond: [] });
}

/** Whoever has been given another lead of the client receives this one too, where he may. */
function join(moving: Moving, lead: StoredLead, ruleId: string | null): Moved | null {
  const { batch, desk, at, clients } = moving;
  const { program, state } = desk;
  const to = clients.get(contactIn(lead.facts) ?? "");
  const rule = ruleId === null ? undefined : program.ruleById.get(ruleId);
  const index = to === undefined ? undefined : program.managerIndex.get(to);
  if (to === undefined || rule === undefined || index === undefined) return null;
  const from = holderIn(lead, desk);
  if (from === to) return stays("has_it");
  if (refusal({ rule, member: seatOf(rule, program, index) }, state, at) !== null) return null;
  const charge = chargeIn(moving, lead, from);
  const gift = { lead: lead.id, facts: batch.known(lead), rule: rule.rule.id, from, to, at };
  const record = giveByHand(desk, { ...gift, costsTurn: true, charge });
  return record === null ? null : taken(moving, lead, { record, beyond: [] });
}

interface Decided {
  readonly record: DecisionRecord;
  readonly beyond: readonly Count[];
}

function taken(moving: Moving, lead: StoredLead, { record, beyond }: Decided): Moved {
  const { manager, move } = record;
  if (manager === null || move === undefined) return stays("nobody");
  const { batch, by, why, clients } = moving;
  const told = why === "" ? { by } : { by, why };
  const standing = batch.book(lead, { ...record, move: { ...move, ...told } });
  const contact = contactIn(lead.facts);
  if (contact !== null) clients.set(contact, manager);
  return { kind: "moved", lead: standing, manager, beyond };
}
