/** Who is next in a rule: the ledger asked about leads to come, without giving any. */
import { type Seat, takeTurn } from "./ledger.ts";
import { convene } from "./panel.ts";
import type { CompiledRule, Program } from "./program.ts";
import type { AccountState } from "./state.ts";

export interface QueuePlace {
  readonly manager: string;
  /** What is owed to him now, in fixed-point leads. */
  readonly balance: number;
  /** His part of the rule's leads among those who are eligible now, 0 to 1. */
  readonly share: number;
}

/** So many leads are dealt in thought for each member before the rest keep the order of balances. */
const ROUNDS = 8;

/**
 * The members who could receive a lead of this rule now, in the order in which they would each get
 * their first. Ties that a coming lead's own number decides may still turn out the other way.
 */
export function nextInLine(
  program: Program,
  state: AccountState,
  { rule: id, at }: { readonly rule: string; readonly at: number },
): readonly QueuePlace[] {
  const rule = program.ruleById.get(id);
  if (rule === undefined) return [];
  const seats = seatsNow(rule, state, at);
  const total = seats.reduce((sum, seat) => sum + seat.weight, 0);
  return inOrder(seats, rule, program.seed).map(({ manager, before, weight }) => ({
    manager,
    balance: before,
    share: weight / total,
  }));
}

/** Those whose turn it may be now; by load and by quantity, those who have used least. */
function seatsNow(rule: CompiledRule, state: AccountState, at: number): readonly Seat[] {
  return convene(rule, state, { at }).eligible.map(({ manager, weight, before, lastAt }) => ({
    manager,
    weight,
    before,
    credit: 0,
    lastAt,
  }));
}

function inOrder(seats: readonly Seat[], rule: CompiledRule, seed: number): readonly Seat[] {
  const order = new Map<string, Seat>();
  // What coming leads are worth is not known: where that counts, only the balances speak.
  const leads = rule.byValue ? 0 : ROUNDS * seats.length;
  let now = seats;
  for (let lead = 0; order.size < seats.length && lead < leads; lead += 1) {
    const { chosen, debit } = takeTurn(now, { lead: "", seed });
    const first = seats.find((seat) => seat.manager === chosen.manager);
    if (first && !order.has(chosen.manager)) order.set(chosen.manager, first);
    now = now.map((seat) => ({
      ...seat,
      before: seat.before + seat.credit - (seat === chosen ? debit : 0),
    }));
  }
  const later = seats
    .filter((seat) => !order.has(seat.manager))
    .sort((one, other) => other.before - one.before || (one.manager < other.manager ? -1 : 1));
  return [...order.values(), ...later];
}
