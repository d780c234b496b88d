import { type Crm, CrmFailure } from "#crm/port.ts";

/**
 * The CRM of an account whose token cannot be read here: its webhooks are understood all the same,
 * and whatever is asked of it fails as with a token that is not accepted. So its events wait, and an
 * administrator is told.
 */
export function sealedCrm({ parseWebhook }: Pick<Crm, "parseWebhook">, cause: Error): Crm {
  const refuse = () => Promise.reject(new CrmFailure("unauthorized", reason, { cause }));
  return {
    parseWebhook,
    account: refuse,
    users: refuse,
    pipelines: refuse,
    leads: refuse,
    responsibles: refuse,
    leadIdsChangedSince: refuse,
    leadIdsInStage: refuse,
    leadsCreated: refuse,
    activitiesSince: refuse,
    setResponsible: refuse,
    subscribe: refuse,
    subscription: refuse,
  };
}

const reason =
  "The account's stored token cannot be read with this key; give the SMENA_KEY, or the key file, with which it was stored";
