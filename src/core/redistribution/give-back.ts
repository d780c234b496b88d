/** A lead that was handed over goes back to whoever had it, when his next shift begins. */
import { decide } from "#core/decide.ts";
import type { DecisionRecord } from "#core/decision.ts";
import { refusal } from "#core/eligibility.ts";
import type { Scene } from "#core/outcome.ts";
import { type CompiledRule, type Program, seatOf } from "#core/program.ts";
import { withTakenBack } from "./charge.ts";
import { moveFrom } from "./hand-over.ts";
import { givingRule, type HeldLead } from "./held-lead.ts";

/**
 * Gives the lead back to `returnTo`. Null: nobody waits for it, or he may not receive it now
 * (his switch, his limits), so it stays until his next shift.
 *
 * @param at epoch ms at which his shift begins
 */
export function giveBack(
  { program, state }: Scene,
  held: HeldLead,
  at: number,
): DecisionRecord | null {
  const { lead, facts, manager, returnTo, missed, charge } = held;
  const index = returnTo === null ? undefined : program.managerIndex.get(returnTo);
  if (returnTo === null || returnTo === manager || index === undefined) return null;
  const rule = ruleOf(program, held, index);
  if (rule === null) return null;
  const turnsBack = program.ruleById.get(held.rule)?.rule.handover?.turnBack ?? true;
  const move = {
    ...moveFrom({ manager, missed, charge: turnsBack ? charge : null }),
    to: returnTo,
  };
  return withTakenBack(state, move.turnedBack, () => {
    if (refusal({ rule, member: seatOf(rule, program, index) }, state, at) !== null) return null;
    const asked = { lead, facts, at, cause: "returned", rule: rule.rule.id, move } as const;
    const record = decide(program, state, asked);
    return record.kind === "assigned" ? record : null;
  });
}

/** The rule that gave the lead, or where he is no member of it, the first for such leads of which he is. */
function ruleOf(program: Program, held: HeldLead, index: number): CompiledRule | null {
  const gave = givingRule(program, held);
  const isHis = ({ members }: CompiledRule) => members.some((member) => member.index === index);
  if (gave !== null && isHis(gave)) return gave;
  const his = program.rules.find(
    (rule) => rule.rule.mode === "live" && isHis(rule) && rule.failing(held.facts) === null,
  );
  return his ?? gave;
}
