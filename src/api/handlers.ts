import type { Flow } from "#flow/flow.ts";
import type { Intake } from "#flow/intake.ts";
import type { Notify } from "#flow/notify-channels.ts";
import { countAttempts } from "./attempts.ts";
import type { Handlers } from "./caller.ts";
import { checkInstallation } from "./checks.ts";
import { accountHandlers } from "./handlers/accounts.ts";
import { availabilityHandlers } from "./handlers/availability.ts";
import { configurationHandlers } from "./handlers/configuration.ts";
import { conversionHandlers } from "./handlers/conversion.ts";
import { conversionSettingHandlers } from "./handlers/conversion-settings.ts";
import { decisionHandlers } from "./handlers/decisions.ts";
import { findingHandlers } from "./handlers/findings.ts";
import { heldLeadHandlers } from "./handlers/held-leads.ts";
import { historyImportHandlers } from "./handlers/history-imports.ts";
import { invitationHandlers } from "./handlers/invitations.ts";
import { leadHandlers } from "./handlers/leads.ts";
import { moveHandlers } from "./handlers/moves.ts";
import { myPageHandlers } from "./handlers/my-page.ts";
import { noticeHandlers } from "./handlers/notices.ts";
import { notificationSettingHandlers } from "./handlers/notification-settings.ts";
import { offerHandlers } from "./handlers/offers.ts";
import { peopleHandlers } from "./handlers/people.ts";
import { ruleHandlers } from "./handlers/rules.ts";
import { sessionHandlers } from "./handlers/session.ts";
import { todayHandlers } from "./handlers/today.ts";
import { verificationHandlers } from "./handlers/verification.ts";
import { programsOf } from "./programs.ts";
import { salesBooksOf } from "./sales-books.ts";
import { type Teller, tellerOf } from "./telling.ts";

export interface HandlerOptions {
  readonly flow: Flow;
  readonly intake: Intake;
  readonly notify: Notify;
  readonly version: string;
  /** The address at which people reach the service; null: the one by which they see it. */
  readonly publicUrl: string | null;
}

/** A function for every endpoint of the contract, over the use cases and the reads of the store. */
export function handlersOf({ flow, intake, notify, version, publicUrl }: HandlerOptions): {
  readonly handlers: Handlers;
  readonly teller: Teller;
} {
  const db = flow.database.kysely;
  const now = () => flow.clock.now();
  const programs = programsOf(db);
  const teller = tellerOf(db, programs);
  const books = salesBooksOf(db);
  const handlers: Handlers = {
    ...sessionHandlers(db, { attempts: countAttempts(now), now }),
    ...peopleHandlers(flow, programs),
    ...invitationHandlers(flow, { programs, publicUrl }),
    ...availabilityHandlers(flow, programs),
    ...myPageHandlers(flow, programs),
    ...offerHandlers(flow, programs),
    ...noticeHandlers(notify),
    ...notificationSettingHandlers(notify),
    ...heldLeadHandlers(flow),
    ...moveHandlers(flow),
    ...accountHandlers(flow),
    ...configurationHandlers(flow),
    ...todayHandlers(flow, { programs, teller }),
    ...decisionHandlers(db, teller),
    ...leadHandlers(flow, intake),
    ...historyImportHandlers(flow),
    ...verificationHandlers(flow),
    ...ruleHandlers(db, { programs, now }),
    ...conversionHandlers(db, { programs, books, now }),
    ...conversionSettingHandlers(flow, { programs, books }),
    ...findingHandlers(db, { programs, now }),
    runChecks: async () => ({ checks: await checkInstallation({ flow, version }) }),
  };
  return { handlers, teller };
}
