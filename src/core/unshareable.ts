/** Rules whose members cannot share in the way the rule says, since something of it is not said. */
import type { Configuration, ConfigurationProblem, Rule } from "./configuration/types.ts";
import { sharingMethod } from "./membership.ts";

type Problems = readonly ConfigurationProblem[];

/** In the order of the document; empty: every rule can be shared out. */
export function unshareable({ rules }: Configuration): Problems {
  return rules.flatMap((rule, index) => [
    ...withoutMeasure(rule, ["rules", index]),
    ...otherCurrency(rules, index),
    ...lowCeiling(rule, index),
  ]);
}

const measures = {
  quantity: { key: "quota", shares: "by quantity" },
  percent: { key: "percent", shares: "by percent" },
} as const;

/** Members who have no quota in a rule by quantity, or no percent in tiers that share by percent. */
function withoutMeasure(rule: Rule, path: ConfigurationProblem["path"]): Problems {
  const method = sharingMethod(rule);
  if (method !== "quantity" && method !== "percent") return [];
  const { key, shares } = measures[method];
  return rule.members
    .filter((member) => member[key] === null)
    .map(({ who }) => ({
      path: [...path, "members", who],
      code: `${key}_missing`,
      kind: "meaning",
      message: `${who} has no ${key}, and the rule shares ${shares}.`,
      remedy: `Write \`${who}: { ${key}: 10 }\`.`,
    }));
}

/** One ledger cannot count leads and money. */
function otherCurrency(rules: readonly Rule[], index: number): Problems {
  const rule = rules[index];
  const first = rules.find(({ ledger }) => ledger === rule?.ledger);
  if (rule === undefined || first === undefined) return [];
  if ((rule.options["value"] === true) === (first.options["value"] === true)) return [];
  return [
    {
      path: ["rules", index, "ledger"],
      code: "ledger_mixed",
      kind: "meaning",
      message: `This rule and "${first.name}" share a ledger, and only one of them is fair by value.`,
      remedy: "Give them two ledgers, or `options: { value: true }` both.",
    },
  ];
}

/** With everybody below an equal share some leads would be nobody's. */
function lowCeiling({ options }: Rule, index: number): Problems {
  const { ceiling } = options;
  if (typeof ceiling !== "number" || ceiling >= 1) return [];
  return [
    {
      path: ["rules", index, "options", "ceiling"],
      code: "ceiling_low",
      kind: "meaning",
      message: `A ceiling of ${ceiling} equal shares leaves leads to nobody.`,
      remedy: "Write how many equal shares one may have at most, for instance `ceiling: 2`.",
    },
  ];
}
