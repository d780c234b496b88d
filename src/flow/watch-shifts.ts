/** Leads of a pass: handed over with their client's other leads, or given back. */
import type { DecisionRecord } from "#core/decision.ts";
import { giveBack } from "#core/redistribution/give-back.ts";
import { handOver } from "#core/redistribution/hand-over.ts";
import { handsOver } from "#core/redistribution/scope.ts";
import type { StoredLead } from "#store/leads.ts";
import type { WatchPass } from "#store/watch.ts";
import { contactIn } from "./clients.ts";
import type { DecisionBatch } from "./decision-batch.ts";
import type { Desk } from "./desks.ts";
import type { WatchedStaff } from "./watched-staff.ts";

export interface WatchScene {
  readonly batch: DecisionBatch;
  readonly desk: Desk;
  readonly staff: WatchedStaff;
  /** Epoch ms. */
  readonly now: number;
}

export interface FoundLeads {
  /** In the order in which they are to be looked at. */
  readonly leads: readonly StoredLead[];
  /** Other open leads of their clients. */
  readonly companions: readonly StoredLead[];
}

/** @returns the leads that were moved */
export function moveInPass(
  { leads, companions }: FoundLeads,
  pass: WatchPass,
  scene: WatchScene,
): readonly StoredLead[] {
  const passing = new Passing([...leads, ...companions], pass, scene);
  for (const lead of leads) passing.move(lead);
  return passing.moved;
}

class Passing {
  readonly #leads: readonly StoredLead[];
  readonly #pass: WatchPass;
  readonly #scene: WatchScene;
  readonly #moved = new Map<string, StoredLead>();

  constructor(leads: readonly StoredLead[], pass: WatchPass, scene: WatchScene) {
    this.#leads = leads;
    this.#pass = pass;
    this.#scene = scene;
  }

  get moved(): readonly StoredLead[] {
    return [...this.#moved.values()];
  }

  move(lead: StoredLead): void {
    if (this.#moved.has(lead.id) || lead.stopped === "flips") return;
    if (this.#giveBack(lead)) return;
    if (this.#isLeft(lead)) this.#handOver(lead);
  }

  #book(lead: StoredLead, record: DecisionRecord | null): DecisionRecord | null {
    if (record !== null) this.#moved.set(lead.id, this.#scene.batch.book(lead, record));
    return record;
  }

  #giveBack(lead: StoredLead): boolean {
    const { batch, desk, now } = this.#scene;
    if (lead.returnTo === null || !this.#pass.begun.includes(lead.returnTo)) return false;
    const held = batch.held(lead);
    return held !== null && this.#book(lead, giveBack(desk, held, now)) !== null;
  }

  /** Whether its manager left after he was given it, and has not come back since. */
  #isLeft({ givenTo, givenAt }: StoredLead): boolean {
    const { cause, left } = this.#pass;
    const since = givenTo === null ? undefined : left[givenTo];
    if (givenTo === null || givenAt === null || since === undefined) return false;
    // What is given at the moment of a shift's end is given to whoever is off it.
    if (cause === "handover") return givenAt < since;
    return givenAt <= since && this.#scene.staff.isOff(givenTo);
  }

  #handOver(lead: StoredLead): void {
    const { batch, desk, now: at } = this.#scene;
    const { cause } = this.#pass;
    const held = batch.held(lead);
    if (held === null || !handsOver(desk.program, held, cause)) return;
    const record = this.#book(lead, handOver(desk, held, { at, cause }));
    const together = desk.program.ruleById.get(held.rule)?.rule.handover?.together === true;
    if (record === null || record.manager === null || !together) return;
    for (const other of this.#ofTheSameClient(lead)) {
      // His own manager is back at this very moment: that goes before the client's company.
      if (this.#giveBack(other)) continue;
      const joining = batch.held(other);
      if (joining === null) continue;
      this.#book(other, handOver(desk, joining, { at, cause, together: record.manager }));
    }
  }

  #ofTheSameClient({ givenTo, facts }: StoredLead): readonly StoredLead[] {
    const contact = contactIn(facts);
    if (contact === null) return [];
    return this.#leads.filter(
      (other) =>
        other.givenTo === givenTo &&
        contactIn(other.facts) === contact &&
        other.stopped !== "flips" &&
        !this.#moved.has(other.id),
    );
  }
}
