/** `managers:` by their keys. */
import { type Cursor, readOr } from "./cursor.ts";
import { checkOrder, readDate, readExceptions, readPeriods } from "./dates.ts";
import { readLimits } from "./limits.ts";
import { GROUP_PREFIX, type Names, readManagerName } from "./names.ts";
import { readTimeZone } from "./time-zone.ts";
import type { Manager } from "./types.ts";

const keys = [
  "name",
  "crm",
  "group",
  "timezone",
  "schedule",
  "exceptions",
  "skills",
  "capacity",
  "comfort",
  "limits",
  "deputy",
] as const;

/** Every manager, in the order of the document. No two may be one CRM user. */
export function readManagers(cursor: Cursor, names: Names): readonly Manager[] {
  const keyOfCrmUser = new Map<string, string>();
  return cursor.entries("managers by their keys").map((entry) => {
    const manager = readManager(entry, names);
    const other = manager.crm === null ? undefined : keyOfCrmUser.get(manager.crm);
    if (other !== undefined) {
      entry.refuse(
        "duplicate",
        `"${entry.key}" and "${other}" are the same CRM user ${manager.crm}.`,
        "Give each manager his own `crm:`.",
      );
    }
    if (manager.crm !== null) keyOfCrmUser.set(manager.crm, entry.key);
    return manager;
  });
}

function readManager(entry: Cursor, names: Names): Manager {
  if (entry.key.startsWith(GROUP_PREFIX) || entry.key.trim() === "") {
    entry.refuseKey(
      "wrong_value",
      `"${entry.key}" cannot be a manager's key.`,
      `Choose one that is not empty and does not begin with "${GROUP_PREFIX}".`,
    );
  }
  const fields = entry.fields("a manager", keys);
  return {
    key: entry.key,
    name: fields.name?.name() ?? entry.key,
    crm: fields.crm?.name("a CRM user's id or e-mail") ?? null,
    group: fields.group?.name("a group's name") ?? null,
    timeZone: readOr(fields.timezone, readTimeZone, null),
    schedule: readOr(fields.schedule, (cursor) => readPeriods(cursor, names), []),
    exceptions: readOr(fields.exceptions, readExceptions, []),
    skills: readOr(fields.skills, readSkills, {}),
    capacity: fields.capacity?.number(0, 1_000_000) ?? null,
    comfort: fields.comfort?.number(0, 1_000_000) ?? null,
    limits: readOr(fields.limits, readLimits, {}),
    deputy: readOr(fields.deputy, (cursor) => readDeputy(cursor, names), null),
  };
}

function readSkills(cursor: Cursor): Readonly<Record<string, number>> {
  const skills = cursor
    .entries("skills with their levels")
    .map((entry) => [entry.key, entry.number(0, 1_000) ?? 0] as const);
  return Object.fromEntries(skills);
}

function readDeputy(cursor: Cursor, names: Names): Manager["deputy"] {
  const fields = cursor.fields("a deputy", ["who", "from", "to"]);
  if (fields.who === undefined || fields.from === undefined || fields.to === undefined) {
    return cursor.refuse(
      "missing_key",
      "A deputy needs a name and two dates.",
      "Write { who: ursula, from: 2026-07-01, to: 2026-07-14 }.",
    );
  }
  const who = readManagerName(fields.who, names);
  const [from, to] = [readDate(fields.from), readDate(fields.to)];
  checkOrder(cursor, from, to);
  return who === null || from === null || to === null ? null : { who, from, to };
}
