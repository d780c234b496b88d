/** `timezone:` */
import { isTimeZone } from "#core/time.ts";
import { type Cursor, shortened } from "./cursor.ts";

/** An IANA zone. */
export function readTimeZone(cursor: Cursor): string | null {
  const name = cursor.text("a time zone such as Europe/Moscow");
  if (name === null || isTimeZone(name)) return name;
  return cursor.refuse(
    "wrong_value",
    `There is no time zone "${shortened(name)}".`,
    "Write a name of the IANA list, such as Europe/Moscow or Asia/Tomsk.",
  );
}
