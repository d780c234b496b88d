/** How many leads everybody has open: given, and not won, lost or junk yet. */
import type { Program } from "#core/program.ts";
import { type AccountState, openLeads, setOpenLeads } from "#core/state.ts";

/** Who has a lead, and whether it is open. */
interface Held {
  readonly manager: string;
  readonly open: boolean;
}

export class OpenLeads {
  readonly #state: AccountState;
  readonly #isAsked: boolean;
  readonly #held = new Map<string, Held>();

  constructor(program: Program, state: AccountState) {
    this.#state = state;
    this.#isAsked = program.limits.some(({ of }) => of === "open" || of === "load");
  }

  /** A lead was given, and is counted already. */
  given(lead: string, manager: string): void {
    if (this.#isAsked) this.#held.set(lead, { manager, open: true });
  }

  /** Whoever had it has it no more, and is counted without it already. */
  lost(lead: string): void {
    this.#held.delete(lead);
  }

  /** A person gave it to somebody else, with whom it is counted already. */
  moved(lead: string, manager: string): void {
    const held = this.#held.get(lead);
    if (held?.open) this.#add(held.manager, -1);
    this.given(lead, manager);
  }

  /** It was closed or reopened; leads that nobody was given are nobody's. */
  set(lead: string, open: boolean): void {
    const held = this.#held.get(lead);
    if (held === undefined || held.open === open) return;
    this.#held.set(lead, { ...held, open });
    this.#add(held.manager, open ? 1 : -1);
  }

  #add(manager: string, leads: number): void {
    setOpenLeads(this.#state, manager, openLeads(this.#state, manager) + leads);
  }
}
