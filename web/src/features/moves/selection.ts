import type { Request } from "#web/api/call.ts";
import type { HeldSearch } from "#web/app/held-search.ts";

export type MoveOrder = NonNullable<Request<"startMove">["body"]>;
export type Selection = MoveOrder["selection"];

/** As many as one order names; more are chosen by what they have in common. */
export const namedMax = 1_000;

/**
 * Everything that a filter of held leads shows, on all its pages, as one selection. Null where the
 * service has none for it: then the leads themselves are named, page by page.
 */
export function wholeOf({ manager, rule, stage, untouched }: HeldSearch): Selection | null {
  if (manager !== undefined) {
    if (rule !== undefined || untouched) return null;
    return { kind: "manager", manager, ...(stage === undefined ? {} : { stages: [stage] }) };
  }
  return {
    kind: "filter",
    ...(rule === undefined ? {} : { rule }),
    ...(stage === undefined ? {} : { stage }),
    ...(untouched ? { untouched } : {}),
  };
}

/** Is it said how? A rule or a manager has to be chosen first. */
export function isSaid(how: MoveOrder["how"]): boolean {
  return (how.kind !== "give" || how.to !== "") && (how.kind !== "rule" || how.rule !== "");
}

/** The leads of a set in order, as many as one order may name. */
export function namedSelection(leads: ReadonlySet<string>): Selection {
  return { kind: "leads", leads: [...leads].slice(0, namedMax) };
}
