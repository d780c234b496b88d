import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { checkConfiguration } from "#api/check-configuration.ts";
import { unifiedDifference } from "#document/difference.ts";
import type { Flow } from "#flow/flow.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import { findConfiguration } from "#store/configurations.ts";

type ConfigurationHandlers = Pick<Handlers, "getConfiguration" | "importConfiguration">;

export function configurationHandlers(flow: Flow): ConfigurationHandlers {
  const db = flow.database.kysely;
  const activeText = async (account: string, version: number) =>
    (await findConfiguration(db, { account, version }))?.text ?? "";
  return {
    async getConfiguration({ params }) {
      const { id, configurationVersion: version } = await accountOf(db, params.account);
      return { version, text: await activeText(id, version) };
    },

    async importConfiguration({ params, query, body: { text } }, { identity }) {
      const account = await accountOf(db, params.account);
      const { id, configurationVersion: version } = account;
      const checked = checkConfiguration(text, account);
      if (checked.kind === "refused") {
        return { version, applied: false, difference: "", issues: [...checked.issues] };
      }
      const difference = unifiedDifference(await activeText(id, version), text);
      if (query.dryRun || difference === "") {
        return { version, applied: false, difference, issues: [] };
      }
      const by = identity.login;
      const { stale: _, ...imported } = await importConfiguration(flow, { account: id, text, by });
      return { ...imported, difference, issues: [] };
    },
  };
}
