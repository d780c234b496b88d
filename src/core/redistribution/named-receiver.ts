/**
 * A lead for somebody who is named: whatever his turn, his shift and his switch say. Limits stop
 * what happens by itself, but never a person's own hand.
 */
import { circumstancesOf } from "#core/conclude.ts";
import type { DecisionRequest } from "#core/decide.ts";
import type { Cause, ChosenBy } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import { chargeTurn, type Outcome, type Scene } from "#core/outcome.ts";
import { convene, named } from "#core/panel.ts";

const reasons: Readonly<Record<Cause, ChosenBy>> = {
  new: "on_duty",
  released: "on_duty",
  not_taken: "on_duty",
  handover: "together",
  duty_off: "together",
  returned: "returned",
  manual: "by_hand",
};

/** Kind `left`: he cannot have it, so it stays where it is. */
export function giveToNamed(to: string, request: DecisionRequest, scene: Scene): Outcome {
  const { program, state } = scene;
  const index = program.managerIndex.get(to);
  if (index === undefined || state.blocked[index]) return { kind: "left", panel: null };
  const { cause, move } = request;
  const chosenBy = reasons[cause];
  const rule = request.rule === undefined ? undefined : program.ruleById.get(request.rule);
  if (rule === undefined) return { kind: "assigned", panel: null, manager: to, chosenBy };
  const panel = convene(rule, state, request);
  const circumstances = circumstancesOf(request, false, scene);
  const { verdict, stopped } = named(panel, index, circumstances);
  if (stopped && !(cause === "manual" && verdict.verdict === "limit")) {
    return { kind: "left", panel: null };
  }
  // Why he could not have had it in his turn stays written where that is so.
  if (couldReceive(verdict.verdict)) verdict.verdict = "chosen";
  const debit = move?.costsTurn === false ? 0 : chargeTurn(panel, verdict, circumstances);
  return { kind: "assigned", panel, manager: to, chosenBy, debit };
}
