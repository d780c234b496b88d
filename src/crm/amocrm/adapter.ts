/** amoCRM and Kommo behind the port: the same API on two brands' hosts. */
import type { Crm } from "#crm/port.ts";
import { readActivities } from "./activities.ts";
import { checkAddress } from "./address.ts";
import { readIdsChangedSince } from "./changed-leads.ts";
import { Client } from "./client.ts";
import { readCreated } from "./created-leads.ts";
import { readAccount, readUsers } from "./directory.ts";
import { readLeads } from "./leads.ts";
import { Limiter, type LimiterClock, monotonicClock } from "./limiter.ts";
import { Origins } from "./origin.ts";
import { Pipelines } from "./pipelines.ts";
import { writeResponsible } from "./responsible.ts";
import { readResponsibles } from "./responsibles.ts";
import { readIdsInStage } from "./stage-leads.ts";
import { subscribeTo, subscriptionOf } from "./subscription.ts";
import { parseWebhook } from "./webhook-events.ts";

export interface AmocrmOptions {
  /** As `checkAddress` accepts it. */
  readonly address: string;
  /** A long-lived token of an administrator. */
  readonly token: string;
  /** Sent with every request, for instance the sandbox's `X-Sandbox-Account`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The CRM's limit for one integration; 7 where not given. */
  readonly requestsPerSecond?: number;
  /** For one request from start to end; 20 s where not given. */
  readonly timeoutMs?: number;
  readonly clock?: LimiterClock;
}

/**
 * One account. Make it once and keep it: the account's rate limit lives in it.
 * @throws Error for an address that `checkAddress` refuses: it should have been asked before.
 */
export function amocrm(options: AmocrmOptions): Crm {
  const checked = checkAddress(options.address);
  if (checked.kind === "refused") throw new Error(checked.message);
  const { token, headers = {}, timeoutMs = 20_000, clock = monotonicClock } = options;
  const limiter = new Limiter({ perSecond: options.requestsPerSecond ?? 7, clock });
  const client = new Client({ address: checked.address, token, headers, timeoutMs, limiter });
  const pipelines = new Pipelines(client);
  const origins = new Origins();
  return {
    account: () => readAccount(client),
    users: () => readUsers(client),
    pipelines: () => pipelines.read(),
    leads: (ids) => readLeads({ client, pipelines, origins }, ids),
    leadIdsChangedSince: (since) => readIdsChangedSince(client, since),
    leadsCreated: (asked) => readCreated({ client, pipelines, origins }, asked),
    leadIdsInStage: (pipeline, stage) => readIdsInStage(client, { pipeline, stage }),
    activitiesSince: (since) => readActivities(client, since),
    setResponsible: (assignments) => writeResponsible(client, assignments),
    responsibles: (kind, ids) => readResponsibles(client, kind, ids),
    subscribe: (destination) => subscribeTo(client, destination),
    subscription: (destination) => subscriptionOf(client, destination),
    parseWebhook: (body) => {
      const parsed = parseWebhook(body);
      for (const { lead, facts } of parsed.events) origins.remember(lead, facts);
      return parsed;
    },
  };
}
