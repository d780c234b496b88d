/**
 * Whose clients the leads of a batch are: what the CRM says of contacts and companies, and who had
 * a contact's previous lead. Nothing is looked up that no live rule asks for.
 */
import type { Facts, KeptOwner } from "#core/decision.ts";
import { ownerFact } from "#core/keep-owner.ts";
import type { Program } from "#core/program.ts";
import type { Served } from "#store/clients.ts";
import type { Desk } from "./desks.ts";

/** By what live rules know a client's manager. */
export function askedOwners(program: Program): ReadonlySet<KeptOwner["of"]> {
  const live = program.rules.filter(({ rule }) => rule.mode === "live");
  const asked = new Set<KeptOwner["of"]>(live.flatMap(({ rule }) => rule.keepOwner?.of ?? []));
  if (program.configuration.account.sameClientMs !== null) asked.add("same_client");
  return asked;
}

/** The client of a lead; null: it tells none. */
export function contactIn(facts: Facts): string | null {
  const { contact } = facts;
  return contact === undefined ? null : String(contact);
}

export class Clients {
  readonly #desk: Desk;
  readonly #asked: ReadonlySet<KeptOwner["of"]>;
  readonly #served = new Map<string, Served>();

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#asked = askedOwners(desk.program);
  }

  /** Whether anybody asks who had a client's previous lead. */
  get asksHistory(): boolean {
    return this.#asked.has("last") || this.#asked.has("same_client");
  }

  recall(served: ReadonlyMap<string, Served>): void {
    for (const [contact, last] of served) this.#served.set(contact, last);
  }

  /** Somebody has a lead of this client from now on. */
  given(facts: Facts, last: Served): void {
    const contact = contactIn(facts);
    if (contact !== null) this.#served.set(contact, last);
  }

  /** A lead's facts with its client's managers, by their keys, as far as rules ask at `at` (epoch ms). */
  known(facts: Facts, at: number): Facts {
    if (this.#asked.size === 0) return facts;
    const own = Object.entries(facts).filter(([name]) => !name.startsWith("owner."));
    const owners = [...this.#asked].flatMap((of) => {
      const holder = this.#holderBy(of, facts, at);
      const manager = holder === null ? undefined : this.#desk.holders.get(holder);
      return manager === undefined ? [] : [[ownerFact(of), manager] as const];
    });
    return Object.fromEntries([...own, ...owners]) as Facts;
  }

  #holderBy(of: KeptOwner["of"], facts: Facts, at: number): string | null {
    if (of === "last" || of === "same_client") {
      const last = this.#served.get(contactIn(facts) ?? "");
      if (last === undefined) return null;
      const { sameClientMs } = this.#desk.program.configuration.account;
      const isRecent = of === "last" || at < last.at + (sameClientMs ?? 0);
      return isRecent ? last.holder : null;
    }
    const user = facts[ownerFact(of)];
    return user === undefined ? null : String(user);
  }
}

/** The client's managers in a lead's facts, as `StoredLead.claims`. */
export function claimsIn(facts: Facts): string | null {
  const owners = Object.entries(facts).filter(([name]) => name.startsWith("owner."));
  return owners.length === 0 ? null : JSON.stringify(Object.fromEntries(owners));
}
