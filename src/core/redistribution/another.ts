/**
 * Somebody else for a lead that has somebody: it leaves him only if another can have it at once, so
 * nothing is offered, nothing waits, and nobody off shift is asked.
 */
import { giveToOwner } from "#core/client.ts";
import { circumstancesOf } from "#core/conclude.ts";
import type { DecisionRequest, Search } from "#core/decide.ts";
import { ruleOfWaiting } from "#core/matching/why-not.ts";
import { assignInTurn, type Outcome, type Scene } from "#core/outcome.ts";
import { convene } from "#core/panel.ts";
import type { CompiledRule, Program } from "#core/program.ts";

/** Whether the lead is taken from somebody who may keep it: his shift ends, or a person says so. */
export function isTakenAway({ cause }: Pick<DecisionRequest, "cause">): boolean {
  return cause === "handover" || cause === "duty_off" || cause === "manual";
}

/** Asks the rules in order; kind `left`: nobody can have it, so it stays where it is. */
export function findAnother(scene: Scene, { request, passed }: Search): Outcome {
  for (const rule of rulesInOrder(scene.program, request)) {
    const panel = convene(rule, scene.state, request);
    const circumstances = { ...circumstancesOf(request, false, scene), atOnce: true };
    const owned = giveToOwner(panel, circumstances);
    if (owned !== null) return owned;
    if (panel.eligible.length > 0) return assignInTurn(panel, circumstances);
    passed.push({ rule: rule.rule.id, members: panel.members });
  }
  return { kind: "left", panel: null };
}

/** The rule that gave the lead, whatever the hour, then all others that match it now. */
function* rulesInOrder(program: Program, request: DecisionRequest): Generator<CompiledRule> {
  const gave = ruleOfWaiting(program, request.rule, request.facts);
  if (gave !== null) yield gave;
  let rule = program.matching.next(request, 0);
  while (rule !== null) {
    if (rule !== gave) yield rule;
    rule = program.matching.next(request, rule.index + 1);
  }
}
