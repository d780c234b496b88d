import type { DutyState } from "#core/decision.ts";
import { lockAccount, touchState } from "#store/accounts.ts";
import { saveDuty } from "#store/ledger.ts";
import type { Flow } from "./flow.ts";

export interface DutyChange {
  readonly account: string;
  /** The manager's key in the configuration. */
  readonly manager: string;
  readonly duty: DutyState;
}

/** A manager's own switch. Whoever comes on duty is given what waits for him. */
export async function changeDuty(
  flow: Flow,
  { account, manager, duty }: DutyChange,
): Promise<void> {
  await flow.database.kysely.transaction().execute(async (tx) => {
    await lockAccount(tx, account);
    await saveDuty(tx, { account, manager, duty });
    await touchState(tx, account);
  });
  flow.log.info({ account, manager, duty: duty.duty }, "duty changed");
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "release");
}
