import type { Handlers } from "#api/caller.ts";
import { Problem } from "#api/problem.ts";
import type { Flow } from "#flow/flow.ts";
import { nothingVerified, verifyPage } from "#flow/verify.ts";

export function verificationHandlers(flow: Flow): Pick<Handlers, "verifyDecisions"> {
  return {
    async verifyDecisions({ params: { account }, body }) {
      const page = await verifyPage(flow, account, body.verified ?? nothingVerified(account));
      if (page === null) throw new Problem("account_not_found");
      return page;
    },
  };
}
