import { accountOf } from "#api/account.ts";
import { byFor } from "#api/acting.ts";
import type { Handlers, Identity } from "#api/caller.ts";
import { programKnowing } from "#api/managers.ts";
import { acceptanceView } from "#api/present/acceptance.ts";
import { Problem } from "#api/problem.ts";
import type { Programs } from "#api/programs.ts";
import type { Flow } from "#flow/flow.ts";
import { acceptOffer, declineOffer } from "#flow/offers.ts";
import { takeLead } from "#flow/take-lead.ts";

type OfferHandlers = Pick<Handlers, "acceptOffer" | "declineOffer" | "takeLead">;

export function offerHandlers(flow: Flow, programs: Programs): OfferHandlers {
  const db = flow.database.kysely;
  /** What he does to a lead, in an account that has such a manager. */
  const clickOf = async (
    params: { readonly account: string; readonly lead: string },
    manager: string,
  ) => {
    const account = await accountOf(db, params.account);
    const program = await programKnowing(programs, account, manager);
    return { program, click: { account: account.id, lead: params.lead, manager } };
  };
  /** A manager's own clicks are known by what comes of them; another's hand is not. */
  const note = (identity: Identity, click: { account: string; manager: string; lead: string }) => {
    const { kind } = byFor(identity, click.account, click.manager);
    if (kind !== "self") flow.log.info({ ...click, by: identity.user }, "done for a manager");
  };
  return {
    async acceptOffer({ params, query: { lang }, body }, { identity }) {
      const { program, click } = await clickOf(params, body.manager);
      note(identity, click);
      return acceptanceView(await acceptOffer(flow, click), { program, lang });
    },

    async declineOffer({ params, body }, { identity }) {
      const { click } = await clickOf(params, body.manager);
      note(identity, click);
      return declineOffer(flow, click);
    },

    async takeLead({ params, body }, { identity }) {
      const { click } = await clickOf(params, body.manager);
      note(identity, click);
      if (!(await takeLead(flow, click))) throw new Problem("lead_not_takeable");
      return {};
    },
  };
}
