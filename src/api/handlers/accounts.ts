import type { z } from "zod";
import type { Handlers } from "#api/caller.ts";
import type { ConnectedAccount } from "#api/contract/accounts.ts";
import type { ProblemCode } from "#api/contract/problems.ts";
import { Problem } from "#api/problem.ts";
import { checkAddress } from "#crm/amocrm/address.ts";
import { CrmFailure, type CrmFailureKind } from "#crm/port.ts";
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
      const account = await connectAccount(flow, login).catch(tell);
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

const codes: Readonly<Record<CrmFailureKind, ProblemCode>> = {
  rate_limited: "crm_unavailable",
  unavailable: "crm_unavailable",
  unauthorized: "crm_token_refused",
  forbidden: "crm_refused",
  refused: "crm_refused",
};

function tell(error: unknown): never {
  if (!(error instanceof CrmFailure)) throw error;
  throw new Problem(codes[error.kind], { detail: error.message, cause: error });
}
