/**
 * Whose client a lead is, as the run itself has seen it: the manager who has the client's previous
 * lead. Nothing is kept where no rule asks.
 */
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { keepsOwners, ownerFact } from "#core/keep-owner.ts";
import type { Program } from "#core/program.ts";

interface Served {
  readonly manager: string;
  /** Epoch ms of the decision that gave him the lead, or for which it waited. */
  readonly at: number;
}

export class Clients {
  readonly #isAsked: boolean;
  readonly #sameClientMs: number | null;
  /** Contact → lead → who has it; the last that was given stands last. */
  readonly #served = new Map<string, Map<string, Served>>();
  readonly #contactOf = new Map<string, string>();
  /** Lead that nobody was given → epoch ms of the decision that says so. */
  readonly #passedAt = new Map<string, number>();

  constructor(program: Program) {
    this.#isAsked = program.rules.some((rule) => keepsOwners(rule, program));
    this.#sameClientMs = program.configuration.account.sameClientMs;
  }

  /** The facts of a lead with those that tell its owners at `at` (epoch ms). */
  known(facts: Facts, at: number): Facts {
    const served = this.#isAsked ? this.#last(contactIn(facts) ?? "") : null;
    if (served === null) return facts;
    const { manager } = served;
    const recent = this.#sameClientMs !== null && at < served.at + this.#sameClientMs;
    return {
      ...facts,
      [ownerFact("contact")]: manager,
      [ownerFact("last")]: manager,
      ...(recent ? { [ownerFact("same_client")]: manager } : {}),
    };
  }

  #last(contact: string): Served | null {
    let last: Served | null = null;
    for (const served of this.#served.get(contact)?.values() ?? []) {
      if (last === null || served.at >= last.at) last = served;
    }
    return last;
  }

  /** A lead was given. */
  given({ lead, facts, manager, at }: DecisionRecord): void {
    const contact = contactIn(facts);
    if (!this.#isAsked || contact === null || manager === null) return;
    this.#contactOf.set(lead, contact);
    this.#keep(contact, lead, { manager, at });
  }

  /** Nobody was given the lead, and it waits for nobody: a person may give it yet. */
  passed({ lead, facts, at }: DecisionRecord): void {
    const contact = contactIn(facts);
    if (!this.#isAsked || contact === null) return;
    this.#contactOf.set(lead, contact);
    this.#passedAt.set(lead, at);
  }

  /** A person gave the lead to somebody: it is as old as it was. @param facts where it waited */
  moved(lead: string, { manager, at }: Served, facts: Facts | null): void {
    const contact = facts === null ? this.#contactOf.get(lead) : contactIn(facts);
    if (!this.#isAsked || !contact) return;
    this.#contactOf.set(lead, contact);
    const known = this.#served.get(contact)?.get(lead);
    // Of leads given at one moment it keeps its place, too.
    if (known !== undefined) this.#served.get(contact)?.set(lead, { ...known, manager });
    else this.#keep(contact, lead, { manager, at: this.#passedAt.get(lead) ?? at });
  }

  /** Nobody has the lead any more, so by this one nobody knows the client. */
  lost(lead: string): void {
    this.#served.get(this.#contactOf.get(lead) ?? "")?.delete(lead);
  }

  #keep(contact: string, lead: string, served: Served): void {
    const leads = this.#served.get(contact) ?? new Map<string, Served>();
    leads.delete(lead);
    this.#served.set(contact, leads.set(lead, served));
  }
}

function contactIn(facts: Facts): string | null {
  const { contact } = facts;
  return contact === undefined ? null : String(contact);
}
