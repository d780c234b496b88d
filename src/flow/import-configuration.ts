import { lockAccount } from "#store/accounts.ts";
import { activateConfiguration, findConfiguration } from "#store/configurations.ts";
import type { Flow } from "./flow.ts";

export interface NewConfiguration {
  readonly account: string;
  /** YAML that was read and checked: nothing in it is unknown or unsupported. */
  readonly text: string;
  /** Who imports it: a login, or the command line. */
  readonly by: string;
  /** The version that it was made from: where another is active by then, nothing is imported. */
  readonly basedOn?: number;
}

export interface ImportedConfiguration {
  readonly version: number;
  readonly applied: boolean;
  /** It was made from another version than the active one. */
  readonly stale: boolean;
}

/**
 * Makes a text the account's configuration. The first one switches the account on; everybody who
 * waits, and every lead that no rule took, is asked again. The text that is active already changes
 * nothing.
 *
 * @returns the active version
 */
export async function importConfiguration(
  flow: Flow,
  { account: id, text, by, basedOn }: NewConfiguration,
): Promise<ImportedConfiguration> {
  const { account: told } = flow.parse(text);
  const now = flow.clock.now();
  const imported = await flow.database.kysely.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, id);
    if (account === null) throw new Error(`There is no account ${id}.`);
    const active = { account: id, version: account.configurationVersion };
    const stale = basedOn !== undefined && basedOn !== active.version;
    if (stale) return { version: active.version, applied: false, stale };
    if ((await findConfiguration(tx, active))?.text === text) {
      return { version: active.version, applied: false, stale };
    }
    const version = active.version + 1;
    const { name, timeZone } = told;
    await activateConfiguration(tx, { account: id, version, text, by, name, timeZone }, now);
    return { version, applied: true, stale };
  });
  if (imported.applied) {
    flow.forget(id);
    flow.log.info({ account: id, version: imported.version }, "configuration imported");
    flow.live.publish(id, { kind: "changed" });
    flow.kick(id, "release");
    flow.kick(id, "watch");
    flow.kick(id, "learn");
  }
  return imported;
}
