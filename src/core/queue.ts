/** Who is next in a rule: the ledger asked about leads to come, without giving any. */
import { type Seat, takeTurn } from "./ledger.ts";
import { raiseIn } from "./outcome.ts";
import { convene, type Panel } from "./panel.ts";
import type { Program } from "./program.ts";
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

export interface Line {
  readonly rule: string;
  /** Epoch ms. */
  readonly at: number;
  /** A member who stands in the line as if he could receive a lead, even if he cannot. */
  readonly supposing?: string;
}

/**
 * The members who could receive a lead of this rule now, in the order in which they would each get
 * their first. Ties that a coming lead's own number decides may still turn out the other way.
 */
export function nextInLine(
  program: Program,
  state: AccountState,
  { rule: id, at, supposing }: Line,
): readonly QueuePlace[] {
  const rule = program.ruleById.get(id);
  if (rule === undefined) return [];
  const panel = withSeatOf(supposing, convene(rule, state, { at }));
  const total = panel.eligible.reduce((sum, seat) => sum + seat.weight, 0);
  return inOrder(panel, program.seed).map(({ manager, before, weight }) => ({
    manager,
    balance: before,
    share: weight / total,
  }));
}

function withSeatOf(manager: string | undefined, panel: Panel): Panel {
  const his = panel.members.find((member) => member.manager === manager);
  if (his === undefined || panel.eligible.includes(his)) return panel;
  return { ...panel, eligible: [...panel.eligible, his] };
}

/** Of those whose turn it may be now; by load and by quantity, of those who have used least. */
function inOrder(panel: Panel, seed: number): readonly Seat[] {
  const { rule } = panel;
  const seats: readonly Seat[] = panel.eligible;
  const draw = { lead: "", seed, ...raiseIn(panel) };
  const order = new Map<string, Seat>();
  // What coming leads are worth is not known: where that counts, only the balances speak.
  const leads = rule.byValue ? 0 : ROUNDS * seats.length;
  let now = seats;
  for (let lead = 0; order.size < seats.length && lead < leads; lead += 1) {
    const { chosen } = takeTurn(now, draw);
    const first = seats.find((seat) => seat.manager === chosen.manager);
    if (first && !order.has(chosen.manager)) order.set(chosen.manager, first);
    now = now.map((seat) => ({ ...seat, before: seat.after }));
  }
  const later = seats
    .filter((seat) => !order.has(seat.manager))
    .sort((one, other) => other.before - one.before || (one.manager < other.manager ? -1 : 1));
  return [...order.values(), ...later];
}
