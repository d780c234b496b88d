/** What a ledger promises over many leads: everybody's distance from his due. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ofDecisions } from "#test/support/worlds.ts";
import { type Seat, takeTurn, WEIGHT_MAX } from "./ledger.ts";

/** A rule's members with their balances, and the history of what each was entitled to and got. */
class Pool {
  readonly balances = new Map<string, number>();
  readonly lastAt = new Map<string, number>();
  readonly entitled = new Map<string, number>();
  readonly received = new Map<string, number>();
  readonly weights: ReadonlyMap<string, number>;
  #leads = 0;

  constructor(weights: readonly number[]) {
    this.weights = new Map(weights.map((weight, index) => [`m${index}`, weight]));
  }

  /** Gives one lead to somebody of `present` (default everybody) and returns his name. */
  give(present: readonly string[] = [...this.weights.keys()]): string {
    const seats = present.map((manager) => this.#seat(manager));
    const lead = `lead ${this.#leads}`;
    const { chosen, debit } = takeTurn(seats, { lead, seed: 0 });
    const total = seats.reduce((sum, seat) => sum + seat.weight, 0);
    for (const seat of seats) {
      const paid = seat === chosen ? debit : 0;
      this.balances.set(seat.manager, seat.before + seat.credit - paid);
      this.#add(this.entitled, seat.manager, seat.weight / total);
    }
    this.#add(this.received, chosen.manager, 1);
    this.lastAt.set(chosen.manager, this.#leads);
    this.#leads += 1;
    return chosen.manager;
  }

  /** The greatest distance between received and entitled, in leads, counted without the ledger. */
  worst(): number {
    let worst = 0;
    for (const [manager, due] of this.entitled) {
      worst = Math.max(worst, Math.abs(due - (this.received.get(manager) ?? 0)));
    }
    return worst;
  }

  sum(): number {
    return [...this.balances.values()].reduce((sum, balance) => sum + balance, 0);
  }

  #seat(manager: string): Seat {
    return {
      manager,
      weight: this.weights.get(manager) ?? 0,
      before: this.balances.get(manager) ?? 0,
      credit: 0,
      after: 0,
      lastAt: this.lastAt.get(manager) ?? null,
    };
  }

  #add(counts: Map<string, number>, manager: string, amount: number): void {
    counts.set(manager, (counts.get(manager) ?? 0) + amount);
  }
}

function shared(weights: readonly number[], leads: number): Record<string, number> {
  const pool = new Pool(weights);
  for (let lead = 0; lead < leads; lead += 1) pool.give();
  return Object.fromEntries(pool.received);
}

test("with equal weights nobody gets a second lead before everybody had one", () => {
  const pool = new Pool([1, 1, 1, 1, 1]);
  for (let round = 0; round < 20; round += 1) {
    const names = Array.from({ length: 5 }, () => pool.give());
    expect(new Set(names).size).toBe(5);
  }
});

test("1 : 2 gives one lead in three, never two in a row to the smaller share", () => {
  const pool = new Pool([1, 2]);
  const names = Array.from({ length: 300 }, () => pool.give());
  expect(pool.received.get("m0")).toBe(100);
  expect(names.join(" ")).not.toContain("m0 m0");
});

test("percents are exact after every hundred leads", () => {
  expect(shared([5000, 3000, 1900, 100], 1000)).toEqual({ m0: 500, m1: 300, m2: 190, m3: 10 });
});

test("weights that sum to anything up to 24 leave balances at exactly zero after a round", () => {
  for (let sum = 2; sum <= 24; sum += 1) {
    const pool = new Pool([1, sum - 1]);
    for (let lead = 0; lead < sum; lead += 1) pool.give();
    expect([...pool.balances.values()].map(Math.abs), `1 : ${sum - 1}`).toEqual([0, 0]);
  }
});

test(
  "fixed members are never further than 1 - 1/(2n-2) lead from their due",
  () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(weights, (chosen) => {
        const pool = new Pool(chosen);
        let worst = 0;
        for (let lead = 0; lead < 400; lead += 1) {
          pool.give();
          worst = Math.max(worst, pool.worst());
        }
        expect(worst).toBeLessThanOrEqual(1 - 1 / (2 * chosen.length - 2) + 1e-6);
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

test("skewed weights 1 to 1000 keep the bound that the highest balance alone would break", () => {
  const pool = new Pool([1000, 310, 120, 40, 17, 9, 5, 3, 2, 1, 1, 1, 1, 1]);
  let worst = 0;
  for (let lead = 0; lead < 5000; lead += 1) {
    pool.give();
    worst = Math.max(worst, pool.worst());
  }
  expect(worst).toBeLessThanOrEqual(1 - 1 / 26 + 1e-6);
});

/** For each lead the set of members who are there, as bits; nobody at all is skipped. */
const pattern = fc.record({
  members: fc.integer({ min: 2, max: 8 }),
  present: fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 300 }),
});

function presentOf(mask: number, members: number): string[] {
  return Array.from({ length: members }, (_, index) => `m${index}`).filter(
    (_, index) => mask & (1 << index),
  );
}

test(
  "with equal weights nobody is further than (n-1)/2 from his due, whoever comes and goes",
  () => {
    fc.assert(
      fc.property(pattern, ({ members, present }) => {
        const pool = new Pool(Array.from({ length: members }, () => 1));
        for (const mask of present) {
          const names = presentOf(mask, members);
          if (names.length > 0) pool.give(names);
          expect(pool.worst()).toBeLessThanOrEqual((members - 1) / 2 + 1e-6);
        }
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

test(
  "members of any weight who come and go at random stay within 2 leads of their due",
  () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 8, maxLength: 8 });
    // Drawn evenly: the promise is about chance, not about an adversary, whom nobody can bound.
    const patterns = fc.noBias(
      fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 200, maxLength: 200 }),
    );
    fc.assert(
      fc.property(weights, patterns, (chosen, present) => {
        const pool = new Pool(chosen);
        let worst = 0;
        for (const mask of present) {
          pool.give(presentOf(mask, 8));
          worst = Math.max(worst, pool.worst());
        }
        expect(worst).toBeLessThan(2);
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

test(
  "balances sum to zero exactly, whatever the weights and whoever comes and goes",
  () => {
    const weights = fc.array(fc.integer({ min: 1, max: WEIGHT_MAX }), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(weights, pattern, (chosen, { present }) => {
        const pool = new Pool(chosen);
        for (const mask of present) {
          pool.give(presentOf(mask, 8));
          expect(Math.abs(pool.sum())).toBe(0);
        }
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

test("who is away neither gains nor loses", () => {
  const pool = new Pool([1, 1, 1]);
  pool.give();
  const before = pool.balances.get("m2");
  for (let lead = 0; lead < 50; lead += 1) pool.give(["m0", "m1"]);
  expect(pool.balances.get("m2")).toBe(before);
});
