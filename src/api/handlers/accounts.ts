import type { z } from "zod";
import type { Handlers } from "#api/caller.ts";
import type { ConnectedAccount } from "#api/contract/accounts.ts";
import { tellCrmFailure } from "#api/crm-problem.ts";
import { Problem } from "#api/problem.ts";
import { checkAddress } from "#crm/amocrm/address.ts";
import { connectAccount, createAccount } from "#flow/connect-account.ts";
import type { Flow } from "#flow/flow.ts";
import type { Account } from "#store/accounts.ts";

export function accountHandlers(flow: Flow): Pick<Handlers, "connectAccount" | "createAccount"> {
  return {
    async connectAccount({ body: { address, token } }) {
      const checked = checkAddress(address);
      if (checked.kind === "refused") {
        throw new Problem("crm_address_refused", { detail: checked.message });
      }
      const login = { address: checked.address, token, headers: {} };
      const account = await connectAccount(flow, login).catch(tellCrmFailure);
      return accountView(account);
    },

    async createAccount({ body }) {
      const account = await createAccount(flow, body);
      if (account === null) throw new Problem("account_exists");
      return accountView(account);
    },
  };
}

function accountView(account: Account): z.input<typeof ConnectedAccount> {
  const { id, name, timeZone, crm, configurationVersion } = account;
  return { id, name, timeZone, crm, configured: configurationVersion > 0 };
}
