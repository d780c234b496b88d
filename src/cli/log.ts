import { destination, pino } from "pino";
import type { Log } from "#flow/ports.ts";
import type { Settings } from "./settings.ts";

/**
 * JSON lines on stderr. They carry ids, counts and durations; names, texts and contacts of people
 * stay in the database. What could still slip in with an error is cut out by its key.
 */
export function createLog(level: NonNullable<Settings["logLevel"]>): Log {
  return pino(
    {
      level,
      base: null,
      redact: ["token", "*.token", "secret", "*.secret", "err.request", "err.headers"],
    },
    destination({ dest: 2, sync: true }),
  );
}
