/** The sweep's question: which leads were created or changed since a moment? */
import type { Client } from "./client.ts";
import { walkLeads } from "./lead-walk.ts";

/** Ids, oldest change first. `since` is epoch ms, rounded down to the CRM's whole seconds. */
export async function readIdsChangedSince(
  client: Client,
  since: number,
): Promise<readonly string[]> {
  const from = Math.floor(since / 1_000);
  const leads = await walkLeads(client, { by: "updated_at", from });
  return leads.filter((lead) => lead.updated_at >= from).map(({ id }) => id);
}
