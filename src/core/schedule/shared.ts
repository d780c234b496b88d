/**
 * Timetables made once for all that are described alike: the dates of an office are then worked out
 * once for its fourteen managers, those of a window once for ten thousand rules.
 */
import type { Timetable } from "./timetable.ts";

/** @param description all that the timetable depends on, as plain data */
export function shared<Of, Made extends Timetable | null>(
  description: (of: Of) => unknown,
  make: (of: Of) => Made,
): (of: Of) => Made {
  const known = new Map<string, Made>();
  return (of) => {
    const key = JSON.stringify(description(of));
    const made = known.has(key) ? (known.get(key) as Made) : make(of);
    known.set(key, made);
    return made;
  };
}
