/**
 * What every rule answered to a lead, in order. A record keeps only the rules that matched, since an
 * account may have thousands; why the others did not is found again from its facts and its moment.
 */
import type { DecisionRecord } from "#core/decision.ts";
import { type Mismatch, ruleOfWaiting, whyNot } from "#core/matching/why-not.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { isTakenAway } from "#core/redistribution/another.ts";

/** `next_rule`: it matched, but none of its members could have the lead, so it passed it on. */
export type Answer = Mismatch | { readonly because: "took" | "next_rule" };

export type AskedRule = Answer & { readonly rule: string };

/**
 * From the rule that was asked first to the one that took the lead; to the last where none did.
 *
 * @param program of the version that made the record
 */
export function rulesAsked(program: Program, record: DecisionRecord): readonly AskedRule[] {
  // Whoever is named has the lead whatever the rules would have answered.
  const { to, restores } = record.move ?? {};
  if (to !== undefined || restores !== undefined) return [];
  const waitsIn = ruleOfWaiting(program, record.asked, record.facts);
  const passedOn = new Set(record.passed.map(({ rule }) => rule));
  const asked: AskedRule[] = [];
  for (const compiled of inOrder(program, record, waitsIn)) {
    const rule = compiled.rule.id;
    const mismatch = compiled === waitsIn ? null : whyNot(compiled, record);
    if (mismatch !== null) asked.push({ rule, ...mismatch });
    else if (passedOn.has(rule)) asked.push({ rule, because: "next_rule" });
    else return [...asked, { rule, because: "took" }];
  }
  return asked;
}

function inOrder(
  { rules }: Program,
  record: DecisionRecord,
  first: CompiledRule | null,
): readonly CompiledRule[] {
  if (first === null) return rules;
  // For a lead that has somebody, those before the rule that gave it are asked too.
  if (record.move !== undefined && isTakenAway(record)) {
    return [first, ...rules.filter((rule) => rule !== first)];
  }
  return rules.slice(first.index);
}
