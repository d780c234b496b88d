import type { HeldLead } from "#api/contract/moves.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";
import { leadUrl } from "#flow/lead-url.ts";
import type { HeldRow } from "#store/held-leads.ts";
import { ruleName } from "./decision-line.ts";
import { takeBy } from "./take-by.ts";

/** The rules of now, and who is who in the CRM. */
export interface HeldTelling {
  readonly program: Program;
  /** As `StoredLead.holder` → the manager's key. */
  readonly holders: ReadonlyMap<string, string>;
  readonly crmAddress: string | null;
}

export function heldLead(row: HeldRow, { program, holders, crmAddress }: HeldTelling): HeldLead {
  const { lead, leadName, facts, holder, givenTo, cameAt, takenBy } = row;
  const manager = holders.get(holder) ?? holder;
  const rule = givenTo === null ? null : row.rule;
  const givenAt = row.givenAt ?? cameAt;
  const { stage } = facts;
  return {
    lead,
    leadName,
    leadUrl: leadUrl(crmAddress, lead),
    manager,
    managerName: nameOf(program, manager),
    rule,
    ruleName: rule && ruleName(program, rule),
    givenAt,
    taken: givenTo === null || takenBy.includes(givenTo),
    takeBy: takeBy(program, { ...row, rule, givenAt }, manager),
    stage: stage === undefined ? null : String(typeof stage === "object" ? stage[0] : stage),
  };
}
