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
import { sharingMethod } from "./membership.ts";
import { unshareable } from "./unshareable.ts";

type Path = ConfigurationProblem["path"];
type Problems = readonly ConfigurationProblem[];

const available: readonly Method[] = [
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
const insideTiers: readonly unknown[] = ["in_turn", "priority", "percent", "least_loaded"];

/** Everything that a decision would not honour, in the order of the document; empty: all is honoured. */
export function unsupported(configuration: Configuration): Problems {
  const ofRules = configuration.rules.flatMap((rule, index) =>
    unsupportedInRule(rule, ["rules", index]),
  );
  return [...ofRules, ...unshareable(configuration)];
}

/**
 * Everything that decisions honour and the running service does not feed with what it happens on
 * yet: who spoke with a client last, how many tasks are open. Replays know it.
 *
 * @param hasCrm only a CRM tells who is responsible for a contact
 */
export function unsupportedLive(
  configuration: Configuration,
  { hasCrm }: { readonly hasCrm: boolean },
): Problems {
  const { managers, rules } = configuration;
  return [
    ...managers.flatMap(({ key, limits }) => unfedLimits(limits, ["managers", key, "limits"])),
    ...rules.flatMap((rule, index) => unfedInRule(rule, ["rules", index], hasCrm)),
  ];
}

function unfedInRule(rule: Rule, path: Path, hasCrm: boolean): Problems {
  return [
    ...unfedOwners(rule, [...path, "keep_owner", "of"], hasCrm),
    ...unfedLimits(rule.limits.member, [...path, "limits", "member"]),
    ...rule.members.flatMap(({ who, limits }) =>
      unfedLimits(limits, [...path, "members", who, "limits"]),
    ),
  ];
}

function unfedOwners({ keepOwner }: Rule, path: Path, hasCrm: boolean): Problems {
  const fed = hasCrm ? ["last", "contact", "company"] : ["last"];
  return (keepOwner?.of ?? [])
    .filter((of) => !fed.includes(of))
    .map((of) =>
      refuse(path, `Knowing a client's manager by \`${of}\``, `Choose from ${fed.join(", ")}.`),
    );
}

function unfedLimits({ tasks }: Limits, path: Path): Problems {
  if (tasks === undefined) return [];
  return [refuse([...path, "tasks"], "Limiting open tasks", "Remove `tasks` here.")];
}

function unsupportedInRule(rule: Rule, path: Path): Problems {
  const problems = available.includes(rule.method) ? [] : [refusedMethod(rule.method, path)];
  return [...problems, ...unsupportedOptions(rule, path), ...limitsOfRule(rule, path)];
}

function refusedMethod(method: unknown, path: Path): ConfigurationProblem {
  const known = available.filter((one) => one !== method).join(", ");
  return refuse([...path, "method"], `The method \`${method}\``, `Choose one of ${known}.`);
}

/** The options that each method knows. */
const optionsOf: Readonly<Record<Method, readonly string[]>> = {
  in_turn: ["value", "catch_up"],
  priority: ["value", "catch_up"],
  percent: ["value", "catch_up"],
  quantity: ["period"],
  least_loaded: ["catch_up"],
  conversion: ["floor", "since"],
  adaptive: ["floor", "ceiling", "since", "half_life", "per_source", "load_curve"],
  strict_order: [],
  tiers: ["inside", "value", "catch_up"],
  first_to_accept: ["seconds", "best"],
};

function unsupportedOptions(rule: Rule, path: Path): Problems {
  const { method, options } = rule;
  return Object.entries(options)
    .filter(([option, chosen]) => chosen !== false && !isHonoured(rule, option, chosen))
    .map(([option]) =>
      refuse(
        [...path, "options", option],
        `The option \`${option}\` of the method \`${method}\``,
        "Remove it; the method then shares leads as usual.",
      ),
    );
}

function isHonoured(rule: Rule, option: string, chosen: unknown): boolean {
  if (!optionsOf[rule.method].includes(option)) return false;
  if (option === "inside") return insideTiers.includes(chosen);
  return option !== "value" || sharingMethod(rule) !== "least_loaded";
}

/** A rule has no shifts, and nobody's open leads are its own. */
function limitsOfRule({ limits }: Rule, path: Path): Problems {
  return (["shift", "open", "tasks"] as const)
    .filter((of) => limits.rule[of] !== undefined)
    .map((of) =>
      refuse(
        [...path, "limits", "rule", of],
        `The limit \`${of}\` of a whole rule`,
        "Put it under `member:`, where it holds for each member.",
      ),
    );
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
