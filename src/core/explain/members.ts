/** Names of managers, and how a record says who was how entitled. */
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { inLeads } from "./amount.ts";

/** The manager's name; his key where the configuration no longer knows him. */
export function nameOf(program: Program, manager: string): string {
  const index = program.managerIndex.get(manager);
  return index === undefined ? manager : (program.managers[index]?.name ?? manager);
}

/** What was owed to him when the choice was made, in leads. */
export function owed(member: MemberVerdict): number {
  return inLeads(member.before + member.credit);
}

export function chosenOf(record: DecisionRecord): MemberVerdict | null {
  return record.members.find((member) => member.manager === record.manager) ?? null;
}

/** Among equals: did waiting longest decide, or did nobody wait longer than the chosen one? */
export function tieBrokenBy(record: DecisionRecord): "waited" | "lot" | null {
  if (record.tie.length < 2) return null;
  const since = (manager: string | null) =>
    record.members.find((member) => member.manager === manager)?.lastAt ?? null;
  const alike = record.tie.filter((manager) => since(manager) === since(record.manager));
  return alike.length > 1 ? "lot" : "waited";
}
