import type { Program } from "#core/program.ts";
import type { Account } from "#store/accounts.ts";

/** The zone in which somebody reads times: a manager his own, all others the account's. */
export function zoneOf(
  { timeZone }: Account,
  program: Program | null,
  manager: string | null,
): string {
  const index = manager === null ? undefined : program?.managerIndex.get(manager);
  const own = index === undefined ? null : program?.managers[index]?.timeZone;
  return own ?? timeZone;
}
