import { accountOf } from "#api/account.ts";
import { byFor } from "#api/acting.ts";
import type { Handlers } from "#api/caller.ts";
import { programKnowing } from "#api/managers.ts";
import { changeView } from "#api/present/availability.ts";
import { Problem } from "#api/problem.ts";
import type { Programs } from "#api/programs.ts";
import { changeDuty, seen } from "#flow/availability.ts";
import type { Flow } from "#flow/flow.ts";
import { listChanges } from "#store/availability.ts";

const CHANGES_SHOWN = 200;

type AvailabilityHandlers = Pick<Handlers, "setDuty" | "bePresent" | "listAvailability">;

export function availabilityHandlers(flow: Flow, programs: Programs): AvailabilityHandlers {
  const db = flow.database.kysely;
  return {
    async setDuty({ params, body: { manager, state, until = null, why } }, { identity }) {
      const account = await accountOf(db, params.account);
      await programKnowing(programs, account, manager);
      if (until !== null && until <= flow.clock.now()) throw pausePast();
      await changeDuty(flow, {
        account: account.id,
        manager,
        duty: { duty: state, until },
        by: byFor(identity, account.id, manager),
        why: why || null,
      });
      return {};
    },

    async bePresent({ params, body: { manager } }) {
      const account = await accountOf(db, params.account);
      await programKnowing(programs, account, manager);
      await seen(flow, { account: account.id, manager });
      return {};
    },

    async listAvailability({ params, query: { manager, lang } }, { identity }) {
      const account = await accountOf(db, params.account);
      const isOwn = identity.role === "manager";
      const changes = await listChanges(db, {
        account: account.id,
        manager: isOwn ? (identity.manager?.key ?? "") : manager,
        limit: CHANGES_SHOWN,
      });
      const program = await flow.desks.program(db, account);
      return { changes: changes.map((change) => changeView(program, change, lang)) };
    },
  };
}

function pausePast(): Problem {
  const message = "a pause ends in the future";
  const errors = [{ path: "body.until", message }];
  return new Problem("input_invalid", { detail: `body.until: ${message}`, errors });
}
