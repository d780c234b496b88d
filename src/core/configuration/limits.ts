/** `limits:` — how much one may receive. */
import type { Cursor } from "./cursor.ts";
import type { Limits } from "./types.ts";

const counted = ["hour", "day", "week", "month", "shift", "open", "tasks"] as const;

/** Only the limits that are written down. */
export function readLimits(cursor: Cursor): Limits {
  const fields = cursor.fields("limits", [...counted, "rolling"]);
  const limits: { -readonly [Key in keyof Limits]: Limits[Key] } = {};
  for (const key of counted) {
    const limit = fields[key]?.integer(0, 1_000_000) ?? null;
    if (limit !== null) limits[key] = limit;
  }
  const rolling = fields.rolling?.flag() ?? null;
  if (rolling !== null) limits.rolling = rolling;
  return limits;
}
