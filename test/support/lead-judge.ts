/**
 * Looks at a run from outside: where every lead is, who has let it lie, what everybody has received
 * and has open, counted by its own bookkeeping and compared with every decision.
 */
import { expect } from "vitest";
import type { Charge, DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import type { SimEvent } from "#sim/event.ts";

interface Received {
  readonly manager: string;
  readonly rule: string | null;
  readonly at: number;
}

interface LimitsKnown {
  /** Manager → leads of a civil day in Moscow. */
  readonly day: Readonly<Record<string, number>>;
  /** Manager → open leads. */
  readonly open: Readonly<Record<string, number>>;
}

const DAY_MS = 86_400_000;
const MOSCOW_MS = 3 * 3_600_000;
const dayOf = (at: number): number => Math.floor((at + MOSCOW_MS) / DAY_MS);

export class LeadJudge {
  readonly #program: Program;
  readonly #limits: LimitsKnown;
  /** Lead → who has it; null: it waits; undefined: nobody has it and it waits for nobody. */
  readonly #where = new Map<string, string | null | undefined>();
  readonly #closed = new Set<string>();
  readonly #byHand = new Set<string>();
  readonly #missed = new Map<string, readonly string[]>();
  readonly #transfers = new Map<string, number>();
  readonly #open = new Map<string, { readonly manager: string; readonly open: boolean }>();
  #received: Received[] = [];

  constructor(program: Program, limits: LimitsKnown) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Leads that came and were decided. */
  get leads(): number {
    return this.#where.size;
  }

  told(event: SimEvent): void {
    switch (event.kind) {
      case "won":
      case "lost":
      case "junk":
        this.#closed.add(event.lead);
        // A lead that waits leaves the pool.
        if (this.#where.get(event.lead) === null) this.#where.set(event.lead, undefined);
        this.#setOpen(event.lead, false);
        return;
      case "reopened":
        this.#closed.delete(event.lead);
        this.#setOpen(event.lead, true);
        return;
      case "owner":
        this.#byHand.add(event.lead);
        this.#where.set(event.lead, event.manager);
        this.#open.set(event.lead, { manager: event.manager, open: true });
        this.#received.push({ manager: event.manager, rule: null, at: event.at });
        return;
      default:
        return;
    }
  }

  decided(record: DecisionRecord): void {
    const { lead, cause, move } = record;
    expect(this.#closed.has(lead), "closed leads never move").toBe(false);
    expect(this.#byHand.has(lead), "what a person gave is respected").toBe(false);
    if (cause === "new") expect(this.#where.has(lead)).toBe(false);
    else if (cause === "released") expect(this.#where.get(lead)).toBe(null);
    else expect(this.#where.get(lead)).toBe(move?.from);
    this.#judgeReceiver(record);
    this.#judgeTransfers(record);
    if (move?.turnedBack !== undefined) this.#turnBack(move.turnedBack);
    if (move !== undefined && move.from !== null) this.#open.delete(lead);
    this.#judgeLimits(record);
    this.#book(record);
  }

  #judgeReceiver({ lead, manager, move, cause }: DecisionRecord): void {
    const { from = null, missed = [] } = move ?? {};
    const known = this.#missed.get(lead) ?? [];
    const again = missed.length === 1 && missed[0] === from;
    if (!again) expect(missed).toEqual(expect.arrayContaining([...known]));
    if (manager !== null) expect([...missed, from]).not.toContain(manager);
    if (cause === "not_taken") expect(missed).toContain(from);
    this.#missed.set(lead, missed);
  }

  #judgeTransfers({ lead, cause, move, asked }: DecisionRecord): void {
    if (cause !== "not_taken") return;
    const before = this.#transfers.get(lead) ?? 0;
    const { maxTransfers = null } = this.#program.ruleById.get(asked ?? "")?.rule.taken ?? {};
    if (maxTransfers !== null && move?.to === undefined) {
      expect(before, "at most k transfers").toBeLessThan(maxTransfers);
    }
    this.#transfers.set(lead, before + 1);
  }

  #judgeLimits(record: DecisionRecord): void {
    const { kind, manager, at } = record;
    this.#judgeCounts(record);
    if (kind !== "assigned" || manager === null) return;
    const { [manager]: perDay } = this.#limits.day;
    if (perDay !== undefined) expect(this.#ofDay(manager, at)).toBeLessThan(perDay);
    const { [manager]: atOnce } = this.#limits.open;
    if (atOnce !== undefined) expect(this.#openOf(manager)).toBeLessThan(atOnce);
  }

  /** What the decision has counted is what is counted here. */
  #judgeCounts({ passed, members, at }: DecisionRecord): void {
    const asked = [...passed.flatMap((rule) => rule.members ?? []), ...members];
    const counts = asked.flatMap(({ manager, counts: his = [] }) =>
      his.map((count) => ({ manager, ...count })),
    );
    for (const { manager, of, scope, used } of counts) {
      if (of === "open") expect(used).toBe(this.#openOf(manager));
      if (of === "day" && scope === "manager") expect(used).toBe(this.#ofDay(manager, at));
    }
  }

  #ofDay(manager: string, at: number): number {
    const his = this.#received.filter((one) => one.manager === manager);
    return his.filter((one) => dayOf(one.at) === dayOf(at)).length;
  }

  #openOf(manager: string): number {
    return [...this.#open.values()].filter((one) => one.manager === manager && one.open).length;
  }

  #turnBack({ manager, rule, at }: Charge): void {
    const place = this.#received.findIndex(
      (one) => one.manager === manager && one.rule === rule && one.at === at,
    );
    expect(place, "only what was received is turned back, and once").toBeGreaterThanOrEqual(0);
    this.#received = this.#received.filter((_, index) => index !== place);
  }

  #book({ lead, kind, manager, rule, at }: DecisionRecord): void {
    if (kind === "assigned" && manager !== null) {
      this.#where.set(lead, manager);
      this.#open.set(lead, { manager, open: true });
      this.#received.push({ manager, rule, at });
    } else this.#where.set(lead, kind === "waiting" ? null : undefined);
  }

  #setOpen(lead: string, open: boolean): void {
    const held = this.#open.get(lead);
    if (held !== undefined) this.#open.set(lead, { ...held, open });
  }
}
