/** The names that a configuration defines, known before anything that refers to them is read. */
import { type Cursor, shortened } from "./cursor.ts";
import { nearestName } from "./nearest.ts";

export interface Names {
  readonly managers: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Groups in which some manager is. */
  readonly inhabitedGroups: ReadonlySet<string>;
}

/** How a rule names a whole group among its members. */
export const GROUP_PREFIX = "group:";

/** A manager's key. */
export function readManagerName(cursor: Cursor, names: Names): string | null {
  const name = cursor.name("a manager's key");
  return name === null || names.managers.has(name)
    ? name
    : refuseReference(cursor, { what: "manager", name, known: names.managers });
}

/** A schedule's name. */
export function readSchedule(cursor: Cursor, names: Names): string | null {
  const name = cursor.name("the name of a schedule");
  return name === null || names.schedules.has(name)
    ? name
    : refuseReference(cursor, { what: "schedule", name, known: names.schedules });
}

/** A name that something in the document refers to. */
export interface Reference {
  readonly what: "manager" | "schedule" | "group";
  readonly name: string;
  readonly known: ReadonlySet<string>;
  readonly onKey?: boolean;
}

/** Reports a name that is nowhere. */
export function refuseReference(cursor: Cursor, { what, name, known, onKey }: Reference): null {
  const nearest = nearestName(name, known);
  const add =
    what === "group"
      ? `Put a manager into it with \`group: ${shortened(name)}\`.`
      : `Add it under \`${what}s:\`.`;
  const message = `There is no ${what} "${shortened(name)}".`;
  const remedy = nearest === null ? add : `Did you mean "${nearest}"?`;
  return onKey === true
    ? cursor.refuseKey("unknown_reference", message, remedy)
    : cursor.refuse("unknown_reference", message, remedy);
}
