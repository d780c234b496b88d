/** Who is catching up is credited more of a lead, and the others that much less. */
import type { Seat } from "#core/ledger.ts";
import { sumOf } from "./arrears.ts";
import type { OpenArrears } from "./panel-arrears.ts";

export interface Raise {
  readonly rate: number;
  /** By manager; what is drawn from them is written there. */
  readonly arrears: ReadonlyMap<string, OpenArrears>;
}

/**
 * Moves credits that were shared out by weight to those who are catching up; terms.ts says how much.
 * Fractions are rounded down for whoever gains and up for whoever pays.
 *
 * @returns the sum of the credits, which the chosen one pays
 */
export function raise(seats: readonly Seat[], { rate, arrears }: Raise): number {
  const latest = latestOf(seats);
  const gaining = seats.filter((seat) => arrears.has(seat.manager) && seat.lastAt !== latest);
  const paying = seats.filter((seat) => !gaining.includes(seat));
  const theirs = creditsOf(paying);
  const part = Math.min(rate, ((rate / (1 + rate)) * theirs) / creditsOf(gaining));
  let drawn = 0;
  for (const seat of part > 0 ? gaining : []) drawn += draw(seat, part, arrears);
  for (const seat of drawn > 0 ? paying : []) {
    add(seat, -Math.ceil(seat.credit * (drawn / theirs)));
  }
  return creditsOf(seats);
}

function draw(seat: Seat, part: number, arrears: Raise["arrears"]): number {
  const his = arrears.get(seat.manager);
  const soonest = his?.before[0];
  if (his === undefined || soonest === undefined) return 0;
  const more = Math.min(sumOf(his.before), Math.floor(seat.credit * part));
  if (more === 0) return 0;
  his.change = [soonest[0], -more];
  add(seat, more);
  return more;
}

function add(seat: Seat, units: number): void {
  seat.credit += units;
  seat.after += units;
}

/** When the last of them received a lead; undefined where there are too few for it to matter. */
function latestOf(seats: readonly Seat[]): number | undefined {
  if (seats.length < 3) return undefined;
  const latest = Math.max(...seats.map(({ lastAt }) => lastAt ?? Number.NEGATIVE_INFINITY));
  return latest;
}

function creditsOf(seats: readonly Seat[]): number {
  return seats.reduce((sum, { credit }) => sum + credit, 0);
}
