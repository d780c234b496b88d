/** Whether whoever holds a lead has begun with it, by what the CRM tells of people's work. */
import type { TakenEvent } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import type { CrmLead } from "#crm/port.ts";
import type { StoredLead } from "#store/leads.ts";
import type { Desk } from "./desks.ts";
import type { Signal } from "./signals.ts";

/** Whether any live rule asks who has begun with his leads. */
export function asksTaken({ rules }: Program): boolean {
  return rules.some(({ rule: { mode, taken, handover } }) => {
    const scopes = [handover?.atShiftEnd, handover?.onDutyOff];
    return mode === "live" && (taken !== null || scopes.includes("untouched"));
  });
}

/** Whether what somebody has done in the CRM counts. Only whoever holds the lead begins with it. */
export function isBegun(lead: StoredLead, { events }: Signal, desk: Desk): boolean {
  return events.some(({ activity, changedAt }) => {
    if (activity === undefined || !counts(lead, activity.by, desk)) return false;
    const isHis = activity.user === null || desk.holders.get(activity.user) === lead.givenTo;
    return isHis && !isBefore(changedAt, lead.givenAt);
  });
}

/** Whether the lead's own change of stage counts: he moved it on, or nobody says who did. */
export function isMovedOn(
  lead: StoredLead,
  { facts, updatedBy }: Pick<CrmLead, "facts" | "updatedBy">,
  desk: Desk,
): boolean {
  const [before, now] = [stageOf(lead.facts), stageOf(facts)];
  if (before === undefined || now === undefined || before === now) return false;
  if (!counts(lead, "stage", desk) || updatedBy === null) return false;
  return updatedBy === undefined || desk.holders.get(updatedBy) === lead.givenTo;
}

/** Whether the rule that gave the lead takes such work for a beginning. */
export function counts({ rule }: StoredLead, by: TakenEvent, { program }: Desk): boolean {
  const taken = rule === null ? null : program.ruleById.get(rule)?.rule.taken;
  return taken === null || taken === undefined || taken.by.includes(by);
}

/** The CRM counts in whole seconds: an event of the second in which he got the lead may be his. */
function isBefore(at: number | null, givenAt: number | null): boolean {
  return at !== null && givenAt !== null && at + 1_000 <= givenAt;
}

/** Its id where the CRM tells one: a stage may be given another name. */
function stageOf(facts: Facts): string | undefined {
  const stage = facts["stage_id"] ?? facts["stage"];
  return stage === undefined ? undefined : JSON.stringify(stage);
}
