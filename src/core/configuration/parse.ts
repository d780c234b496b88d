/**
 * From what a YAML or JSON document holds to a checked configuration. Every problem is found in one
 * pass, each with its path, the reason and what would be right.
 */
import { readAccount, readGroups } from "./account.ts";
import { Cursor } from "./cursor.ts";
import { readManagers } from "./managers.ts";
import type { Names } from "./names.ts";
import { readRules } from "./rules.ts";
import { readSchedules } from "./schedules.ts";
import type { Configuration, ConfigurationProblem } from "./types.ts";

export type Parsed =
  | { readonly ok: true; readonly configuration: Configuration }
  | {
      readonly ok: false;
      readonly problems: readonly ConfigurationProblem[];
      /** What can be read of it, for a checker: null where its shape is wrong. */
      readonly configuration: Configuration | null;
    };

const keys = ["version", "account", "groups", "managers", "schedules", "rules"] as const;

/** Reads a whole configuration; maps may be plain objects or `Map`s, which keep numeric keys in order. */
export function parseConfiguration(raw: unknown): Parsed {
  const problems: ConfigurationProblem[] = [];
  const root = new Cursor(raw, problems);
  if (!root.isMap) {
    root.refuse(
      "wrong_type",
      "This is no configuration.",
      "Begin with `version: 1`, `account:`, `managers:` and `rules:`.",
    );
    return { ok: false, problems, configuration: null };
  }
  const configuration = readAll(root, problems);
  if (problems.length === 0) return { ok: true, configuration };
  const understood = problems.every(({ kind }) => kind === "meaning");
  return { ok: false, problems, configuration: understood ? configuration : null };
}

function readAll(root: Cursor, problems: ConfigurationProblem[]): Configuration {
  const fields = root.fields("a configuration", keys);
  const section = (key: (typeof keys)[number]): Cursor =>
    fields[key] ?? new Cursor(undefined, problems, [key]);
  checkVersion(fields.version);
  const names = namesIn(fields);
  return {
    account: readAccount(section("account"), names),
    groups: readGroups(section("groups"), names),
    schedules: readSchedules(section("schedules")),
    managers: readManagers(section("managers"), names),
    rules: readRules(section("rules"), names),
  };
}

function checkVersion(cursor: Cursor | undefined): void {
  if (cursor === undefined || cursor.value === 1) return;
  cursor.refuse(
    "wrong_value",
    "This version of the format is not known.",
    "Write `version: 1`, or use a newer Smena.",
  );
}

/** Everything that may be referred to, gathered without complaint; the sections complain later. */
function namesIn(fields: { readonly [Key in (typeof keys)[number]]?: Cursor }): Names {
  const silent = (key: (typeof keys)[number]): readonly Cursor[] =>
    new Cursor(fields[key]?.value, []).entries("");
  const inhabited = silent("managers").flatMap((manager) => {
    const group = manager.isMap
      ? manager.entries("").find(({ key }) => key === "group")
      : undefined;
    return group === undefined ? [] : [String(group.value)];
  });
  return {
    managers: new Set(silent("managers").map(({ key }) => key)),
    schedules: new Set(silent("schedules").map(({ key }) => key)),
    groups: new Set([...silent("groups").map(({ key }) => key), ...inhabited]),
    inhabitedGroups: new Set(inhabited),
  };
}
