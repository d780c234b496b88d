import { countUsers } from "#store/people.ts";
import type { Db } from "#store/schema.ts";
import { deleteSetting, readSetting, saveSetting } from "#store/settings.ts";
import { hashOfCode, randomCode } from "./secret-code.ts";

const KEY = "setup_code_hash";

/**
 * Makes the code with which the first administrator is created, and forgets earlier ones. It is
 * shown where the service was started, so whoever has it runs the machine. Null: there is somebody.
 */
export async function makeSetupCode(db: Db): Promise<string | null> {
  if ((await countUsers(db)) > 0) return null;
  const code = randomCode(16);
  await saveSetting(db, KEY, hashOfCode(code));
  return code;
}

/** Uses the code up. Of two who give it at once, one is told true. */
export async function redeemSetupCode(db: Db, code: string): Promise<boolean> {
  // Hashes are compared, so the time it takes tells nothing about the code.
  return (await readSetting(db, KEY)) === hashOfCode(code) && (await deleteSetting(db, KEY));
}
