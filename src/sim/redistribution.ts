/**
 * Leads that are given again in a run: handed over when a shift ends or somebody goes off duty,
 * given back when his next shift begins, passed on when nobody takes them in time.
 */
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import type { Scene } from "#core/outcome.ts";
import type { Program } from "#core/program.ts";
import { giveBack } from "#core/redistribution/give-back.ts";
import { handOver } from "#core/redistribution/hand-over.ts";
import { type HeldLead, heldAfter, type LeadBefore } from "#core/redistribution/held-lead.ts";
import { passOn } from "#core/redistribution/pass-on.ts";
import { handsOver, type Trigger } from "#core/redistribution/scope.ts";
import { nextShiftChange, shiftEnds, shiftStarts } from "#core/redistribution/shift-changes.ts";
import { setDuty } from "#core/state.ts";
import type { SimEvent } from "./event.ts";
import { type Background, HeldLeads, oldestFirst, type WatchedLead } from "./held-leads.ts";

/** What happens to the decisions, and what is known of a lead's client meanwhile. */
export interface RunOfLeads {
  moved(record: DecisionRecord, before: HeldLead & Background): void;
  /** The facts of a lead with those that tell its owners at `at` (epoch ms). */
  known(facts: Facts, at: number): Facts;
}

/** Whether any rule gives leads again, so that they are worth watching. */
export function redistributes({ rules }: Program): boolean {
  return rules.some(
    ({ rule: { mode, taken, handover } }) => mode === "live" && (taken ?? handover) !== null,
  );
}

/** Why leads leave somebody, and whose shift begins at that very moment. */
interface Leaving {
  /** Epoch ms. */
  readonly at: number;
  readonly cause: Trigger;
  readonly begun: ReadonlySet<string>;
}

/** Signals that every rule asks for. */
interface SignalsAsked {
  readonly duty: boolean;
  readonly schedule: boolean;
}

export class Redistribution {
  readonly #scene: Scene;
  readonly #run: RunOfLeads;
  readonly #leads: HeldLeads;
  /** Who was switched at the present instant → whether he was off duty before it. */
  readonly #switched = new Map<string, boolean>();
  readonly #missedInRow = new Map<string, number>();
  readonly #signals: SignalsAsked;
  #shiftChange: number | null = Number.NEGATIVE_INFINITY;

  constructor(scene: Scene, run: RunOfLeads) {
    this.#scene = scene;
    this.#run = run;
    this.#leads = new HeldLeads(scene.program);
    const { rules } = scene.program;
    this.#signals = {
      duty: rules.every(({ asksDuty }) => asksDuty),
      schedule: rules.every(
        ({ rule: { availability } }) => availability?.includes("schedule") ?? true,
      ),
    };
  }

  /** A decision was made; the lead is watched from now on if anything may move it. */
  decided(record: DecisionRecord, before: LeadBefore & Background): void {
    const held = heldAfter(this.#scene.program, record, before);
    if (held === null) this.#leads.forget(record.lead);
    else this.#leads.hold(held, before);
  }

  /** To be called before his switch is turned. @param at epoch ms */
  switches(manager: string, at: number): void {
    if (!this.#switched.has(manager)) this.#switched.set(manager, this.#isOff(manager, at));
  }

  /** What became of a lead. */
  told({ kind, lead }: { readonly kind: SimEvent["kind"]; readonly lead: string }): void {
    switch (kind) {
      case "taken":
        this.#taken(lead);
        return;
      case "won":
      case "lost":
      case "junk":
        this.#taken(lead);
        this.#leads.close(lead);
        return;
      case "reopened":
        this.#leads.reopen(lead);
        return;
      default:
        return;
    }
  }

  #taken(lead: string): void {
    const manager = this.#leads.taken(lead);
    if (manager !== null) this.#missedInRow.delete(manager);
  }

  /** A person gave it to somebody: no rule moves it any more. */
  givenByHand(lead: string): void {
    this.#leads.forget(lead);
  }

  /** Leads of those who went off duty at this instant and are still off. */
  dutyEnds(at: number): void {
    if (this.#switched.size === 0) return;
    const gone = [...this.#switched].filter(([who, wasOff]) => !wasOff && this.#isOff(who, at));
    this.#switched.clear();
    if (gone.length === 0 || !this.#isAnybodyThere(at)) return;
    const leads = gone.flatMap(([manager]) => this.#leads.of(manager));
    for (const lead of oldestFirst(leads)) {
      this.#handOver(lead, { at, begun: new Set(), cause: "duty_off" });
    }
  }

  /** Leads of those whose shift ends or begins at this instant. */
  shiftsChange(at: number): void {
    if (this.#leads.size === 0 || !this.#isShiftChange(at)) return;
    const stretch = { after: at - 1, until: at };
    const ended = whose(shiftEnds(this.#scene.program, stretch));
    const begun = whose(shiftStarts(this.#scene.program, stretch));
    const leaving = ended.size > 0 && this.#isAnybodyThere(at) ? [...ended] : [];
    const touched = new Set([
      ...leaving.flatMap((manager) => this.#leads.of(manager)),
      ...[...begun].flatMap((manager) => this.#leads.returningTo(manager)),
    ]);
    for (const lead of oldestFirst([...touched])) {
      if (!this.#leads.isCurrent(lead) || this.#comesBack(lead, { at, begun })) continue;
      if (ended.has(lead.held.manager)) this.#handOver(lead, { at, begun, cause: "handover" });
    }
  }

  /** Leads that nobody has taken in time. */
  deadlinesPass(at: number): void {
    for (const lead of this.#leads.missedAt(at)) this.#passOn(lead, at);
  }

  /** Epoch ms after `after` at which the next thing happens by itself; null: nothing will. */
  next(after: number): number | null {
    if (this.#leads.size === 0) return null;
    const due = this.#leads.nextDue();
    const change = this.#shiftChangeFrom(after + 1);
    return due === null || (change !== null && change < due) ? change : due;
  }

  #isShiftChange(at: number): boolean {
    return this.#shiftChangeFrom(at) === at;
  }

  /** The next at `at` (epoch ms) or later; moments come in order, so it is found once for many. */
  #shiftChangeFrom(at: number): number | null {
    if (this.#shiftChange !== null && this.#shiftChange < at) {
      this.#shiftChange = nextShiftChange(this.#scene.program, at - 1);
    }
    return this.#shiftChange;
  }

  #isOff(manager: string, at: number): boolean {
    const { state } = this.#scene;
    const duty = state.duty[state.indexOf.get(manager) ?? -1];
    return duty !== undefined && dutyAt(duty, at) === "offline";
  }

  /** Whether anybody at all works: mostly a team goes home together, and nobody need be asked. */
  #isAnybodyThere(at: number): boolean {
    const { program, state } = this.#scene;
    return program.staff.some(({ index, timetable, manager }) => {
      if (state.blocked[index]) return false;
      if (this.#signals.schedule && timetable?.covers(at) === false) return false;
      return !(this.#signals.duty && this.#isOff(manager.key, at));
    });
  }

  #asKnown({ held }: WatchedLead, at: number): HeldLead {
    return { ...held, facts: this.#run.known(held.facts, at) };
  }

  #move(record: DecisionRecord, { held, order, facts }: WatchedLead): void {
    this.#run.moved(record, { ...held, order, facts });
  }

  #handOver(lead: WatchedLead, leaving: Leaving): void {
    const { program } = this.#scene;
    const { at, cause } = leaving;
    if (!this.#leads.isCurrent(lead) || !handsOver(program, lead.held, cause)) return;
    const record = handOver(this.#scene, this.#asKnown(lead, at), { at, cause });
    if (record === null) return;
    this.#move(record, lead);
    const { manager: together } = record;
    const rule = program.ruleById.get(lead.held.rule)?.rule;
    if (together === null || rule?.handover?.together !== true) return;
    for (const other of this.#ofTheSameClient(lead)) {
      if (this.#comesBack(other, leaving)) continue;
      const joined = handOver(this.#scene, this.#asKnown(other, at), { at, cause, together });
      if (joined !== null) this.#move(joined, other);
    }
  }

  #ofTheSameClient({ held }: WatchedLead): readonly WatchedLead[] {
    const { contact } = held.facts;
    if (contact === undefined) return [];
    return this.#leads
      .of(held.manager)
      .filter(({ facts }) => String(facts["contact"]) === String(contact));
  }

  /** Whether it goes back to whoever had it, since his shift has begun and he may have it. */
  #comesBack(lead: WatchedLead, { at, begun }: Pick<Leaving, "at" | "begun">): boolean {
    const { returnTo } = lead.held;
    if (returnTo === null || !begun.has(returnTo)) return false;
    const record = giveBack(this.#scene, this.#asKnown(lead, at), at);
    if (record !== null) this.#move(record, lead);
    return record !== null;
  }

  #passOn(lead: WatchedLead, at: number): void {
    const passed = passOn(this.#scene, this.#asKnown(lead, at), at);
    if (passed.kind === "stays") this.#leads.stays(lead, passed.missed);
    else this.#move(passed.record, lead);
    this.#countMiss(lead.held);
  }

  #countMiss({ manager, rule }: HeldLead): void {
    const missed = (this.#missedInRow.get(manager) ?? 0) + 1;
    const { program, state } = this.#scene;
    const pauseAfter = program.ruleById.get(rule)?.rule.taken?.pauseAfter ?? null;
    const pauses = pauseAfter !== null && missed >= pauseAfter;
    this.#missedInRow.set(manager, pauses ? 0 : missed);
    const duty = state.duty[state.indexOf.get(manager) ?? -1]?.duty;
    if (pauses && duty === "online") setDuty(state, manager, { duty: "paused", until: null });
  }
}

const whose = (changes: readonly { readonly manager: string }[]): ReadonlySet<string> =>
  new Set(changes.map(({ manager }) => manager));
