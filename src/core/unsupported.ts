/**
 * What a configuration may say and this version does not do yet. Such a configuration is refused as
 * a whole: leads shared out by half of what a head of sales has written would be worse than none.
 */
import type {
  Configuration,
  ConfigurationProblem,
  Limits,
  Method,
  Rule,
} from "./configuration/types.ts";

type Path = ConfigurationProblem["path"];

const available: readonly Method[] = ["in_turn", "priority", "percent", "strict_order", "tiers"];
const insideTiers: readonly unknown[] = ["in_turn", "priority"];

/** Everything that a decision would not honour, in the order of the document; empty: all is honoured. */
export function unsupported(configuration: Configuration): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (configuration.account.sameClientMs !== null) {
    problems.push(
      refuse(
        ["account", "same_client"],
        "Keeping a client's further leads together",
        "Set `same_client: off`.",
      ),
    );
  }
  for (const manager of configuration.managers) {
    problems.push(...limited(["managers", manager.key, "limits"], manager.limits));
  }
  for (const [index, rule] of configuration.rules.entries()) {
    problems.push(...unsupportedInRule(rule, ["rules", index]));
  }
  return problems;
}

function unsupportedInRule(rule: Rule, path: Path): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (!available.includes(rule.method)) {
    const known = available.join(", ");
    problems.push(
      refuse([...path, "method"], `The method \`${rule.method}\``, `Choose one of ${known}.`),
    );
  }
  for (const [key, what] of sections) {
    const name = key === "keepOwner" ? "keep_owner" : key;
    if (rule[key] !== null) {
      problems.push(refuse([...path, name], what, `Remove \`${name}\` from the rule.`));
    }
  }
  problems.push(...limited([...path, "limits"], { ...rule.limits.member, ...rule.limits.rule }));
  for (const member of rule.members) {
    problems.push(...limited([...path, "members", member.who, "limits"], member.limits));
  }
  return [...problems, ...unsupportedOptions(rule, path)];
}

const sections = [
  ["keepOwner", "Giving a known client to his own manager"],
  ["taken", "Passing a lead on when nobody takes it in time"],
  ["handover", "Handing leads over at the end of a shift"],
] as const;

function unsupportedOptions(rule: Rule, path: Path): readonly ConfigurationProblem[] {
  return Object.entries(rule.options).flatMap(([option, chosen]) =>
    option === "inside" && rule.method === "tiers" && insideTiers.includes(chosen)
      ? []
      : [
          refuse(
            [...path, "options", option],
            `The option \`${option}\` of the method \`${rule.method}\``,
            "Remove it; the method then shares leads as usual.",
          ),
        ],
  );
}

function limited(path: Path, limits: Limits): readonly ConfigurationProblem[] {
  if (Object.keys(limits).length === 0) return [];
  return [refuse(path, "Limiting how many leads are received", "Remove `limits` here.")];
}

function refuse(path: Path, what: string, remedy: string): ConfigurationProblem {
  return {
    path,
    code: "unsupported",
    kind: "shape",
    message: `${what} is not available in this version.`,
    remedy,
  };
}
