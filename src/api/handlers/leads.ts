import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import type { Flow } from "#flow/flow.ts";
import type { Intake } from "#flow/intake.ts";

export function leadHandlers(flow: Flow, intake: Intake): Pick<Handlers, "submitLead"> {
  return {
    async submitLead({ params, body }) {
      const { id: account } = await accountOf(flow.database.kysely, params.account);
      return { accepted: await intake.lead({ account, ...body }) };
    },
  };
}
