/** The leads that stand in a stage, however old: for whoever wants to share them out anew. */
import type { Client } from "./client.ts";
import { isEntityId } from "./entity-id.ts";
import { walkLeads } from "./lead-walk.ts";

/** Ids, oldest lead first. The walk goes by creation, which no move to another stage changes. */
export async function readIdsInStage(
  client: Client,
  { pipeline, stage }: { readonly pipeline: string; readonly stage: string },
): Promise<readonly string[]> {
  if (!isEntityId(pipeline) || !isEntityId(stage)) return [];
  const leads = await walkLeads(client, {
    by: "created_at",
    from: 0,
    filter: [
      ["filter[statuses][0][pipeline_id]", pipeline],
      ["filter[statuses][0][status_id]", stage],
    ],
  });
  return leads
    .filter((lead) => lead.pipeline_id === pipeline && lead.status_id === stage)
    .map(({ id }) => id);
}
