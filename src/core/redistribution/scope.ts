/** Which leads leave whoever has them when his shift ends or he goes off duty. */
import type { Program } from "#core/program.ts";
import { givingRule, type HeldLead, isTaken } from "./held-lead.ts";

/** What takes leads from somebody; a user who is deactivated in the CRM counts as off duty. */
export type Trigger = "handover" | "duty_off";

/** Whether the rule that gave the lead hands it over at such a trigger. */
export function handsOver(program: Program, held: HeldLead, trigger: Trigger): boolean {
  const handover = givingRule(program, held)?.rule.handover;
  if (handover === null || handover === undefined) return false;
  const scope = trigger === "handover" ? handover.atShiftEnd : handover.onDutyOff;
  switch (scope) {
    case "none":
      return false;
    case "all":
      return true;
    case "untouched":
      return !isTaken(held);
    default:
      return isInStage(held, scope.stages);
  }
}

/** A stage may stand as its name, its id, or both. */
function isInStage({ facts }: HeldLead, stages: readonly string[]): boolean {
  const { stage } = facts;
  return stage !== undefined && [stage].flat().some((one) => stages.includes(String(one)));
}
