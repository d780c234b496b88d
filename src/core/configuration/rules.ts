/** `rules:` — in order; the first that matches takes the lead. */
import { readConditions } from "./conditions.ts";
import { type Cursor, readOr, shortened } from "./cursor.ts";
import { readLimits } from "./limits.ts";
import { readMembers } from "./members.ts";
import type { Names } from "./names.ts";
import { readOptions } from "./options.ts";
import { readHandover, readKeepOwner, readOtherwise, readTaken } from "./redistribution.ts";
import type { Method, Rule, RuleMode, Signal } from "./types.ts";
import { readWindows } from "./windows.ts";

const keys = [
  "id",
  "name",
  "mode",
  "if",
  "when",
  "method",
  "members",
  "availability",
  "ledger",
  "limits",
  "keep_owner",
  "otherwise",
  "taken",
  "handover",
  "options",
] as const;

const modes: readonly RuleMode[] = ["live", "shadow", "draft", "off"];
const signals: readonly Signal[] = ["schedule", "duty", "presence"];
const methods: readonly Method[] = [
  "in_turn",
  "priority",
  "percent",
  "quantity",
  "least_loaded",
  "conversion",
  "adaptive",
  "strict_order",
  "tiers",
  "first_to_accept",
];

/** The rules in order; ids are unique, and so are names. */
export function readRules(cursor: Cursor, names: Names): readonly Rule[] {
  const seen = { id: new Set<string>(), name: new Set<string>() };
  return cursor.items("a list of rules").map((item) => {
    const rule = readRule(item, names);
    for (const key of ["id", "name"] as const) {
      const text = rule[key];
      if (seen[key].has(text) && (key === "name" || rule.id !== rule.name)) {
        item.refuse(
          "duplicate",
          `Two rules have the ${key} "${shortened(text)}".`,
          `Give each rule its own ${key}.`,
        );
      }
      seen[key].add(text);
    }
    return rule;
  });
}

function readRule(cursor: Cursor, names: Names): Rule {
  const fields = cursor.fields("a rule", keys);
  const name = fields.name?.name() ?? fields.id?.name() ?? missingName(cursor);
  const id = fields.id?.name() ?? name;
  const context = { method: fields.method?.choice(methods) ?? "in_turn", names };
  return {
    id,
    name,
    mode: fields.mode?.choice(modes) ?? "live",
    conditions: readOr(fields.if, readConditions, []),
    windows: readOr(fields.when, readWindows, []),
    method: context.method,
    members: readMembers(cursor, fields.members, context),
    availability: readOr(fields.availability, readSignals, null),
    ledger: fields.ledger?.name() ?? id,
    limits: readOr(fields.limits, readRuleLimits, { member: {}, rule: {} }),
    keepOwner: readOr(fields.keep_owner, readKeepOwner, null),
    otherwise: readOtherwise(fields.otherwise, names),
    options: readOr(fields.options, readOptions, {}),
    taken: readOr(fields.taken, (cursor) => readTaken(cursor, names), null),
    handover: readOr(fields.handover, readHandover, null),
  };
}

function missingName(cursor: Cursor): string {
  cursor.refuse("missing_key", "This rule has no name.", "Write `name:` with what it is for.");
  return cursor.path.join(".");
}

function readSignals(cursor: Cursor): readonly Signal[] {
  const read = cursor.oneOrMore().map((item) => item.choice(signals));
  return signals.filter((signal) => read.includes(signal));
}

function readRuleLimits(cursor: Cursor): Rule["limits"] {
  const fields = cursor.fields("a rule's limits", ["member", "rule"]);
  return {
    member: readOr(fields.member, readLimits, {}),
    rule: readOr(fields.rule, readLimits, {}),
  };
}
