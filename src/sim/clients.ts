/**
 * Whose client a lead is, as the run itself has seen it: the manager who had the client's previous
 * lead. Nothing is kept where no rule asks.
 */
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { keepsOwners, ownerFact } from "#core/keep-owner.ts";
import type { Program } from "#core/program.ts";

interface Served {
  readonly manager: string;
  /** Epoch ms. */
  readonly at: number;
}

export class Clients {
  readonly #isAsked: boolean;
  readonly #sameClientMs: number | null;
  readonly #served = new Map<string, Served>();
  readonly #contactOf = new Map<string, string>();

  constructor(program: Program) {
    this.#isAsked = program.rules.some((rule) => keepsOwners(rule, program));
    this.#sameClientMs = program.configuration.account.sameClientMs;
  }

  /** The facts of a lead with those that tell its owners at `at` (epoch ms). */
  known(facts: Facts, at: number): Facts {
    const served = this.#isAsked ? this.#served.get(contactIn(facts) ?? "") : undefined;
    if (served === undefined) return facts;
    const { manager } = served;
    const recent = this.#sameClientMs !== null && at < served.at + this.#sameClientMs;
    return {
      ...facts,
      [ownerFact("contact")]: manager,
      [ownerFact("last")]: manager,
      ...(recent ? { [ownerFact("same_client")]: manager } : {}),
    };
  }

  /** A lead was given. */
  given({ lead, facts, manager, at }: DecisionRecord): void {
    const contact = contactIn(facts);
    if (!this.#isAsked || contact === null || manager === null) return;
    this.#contactOf.set(lead, contact);
    this.#served.set(contact, { manager, at });
  }

  /** A person gave the lead to somebody: the client goes with it. @param facts where it waited */
  moved(lead: string, served: Served, facts: Facts | null): void {
    const contact = facts === null ? this.#contactOf.get(lead) : contactIn(facts);
    if (this.#isAsked && contact) this.#served.set(contact, served);
  }
}

function contactIn(facts: Facts): string | null {
  const { contact } = facts;
  return contact === undefined ? null : String(contact);
}
