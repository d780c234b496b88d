/** Durations `30s 15m 2h 1d` in milliseconds. */
import { type Cursor, shortened } from "./cursor.ts";

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds. */
export function readDuration(cursor: Cursor): number | null {
  const expected = "a duration such as 30s, 15m, 2h or 1d";
  const text = cursor.text(expected);
  if (text === null) return null;
  const match = /^(\d{1,7})([smhd])$/.exec(text.trim());
  const unit = units[match?.[2] ?? ""];
  if (match === null || unit === undefined) {
    return cursor.refuse(
      "wrong_value",
      `"${shortened(text)}" is no duration.`,
      `Write ${expected}.`,
    );
  }
  return Number(match[1]) * unit;
}

/** Milliseconds; null for `off`. */
export function readDurationOrOff(cursor: Cursor): number | null {
  return cursor.value === "off" ? null : readDuration(cursor);
}
