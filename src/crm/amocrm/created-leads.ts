/** The past of an account: its leads by the time of their creation. */
import type { CreatedBetween, CreatedPage } from "#crm/port.ts";
import { type LeadSources, leadDetails, portLead } from "./leads.ts";
import { leadsAnswer } from "./model.ts";

const perPage = 250;

/**
 * A page by its number: what was created long ago does not change its place. Accounts without the
 * filter feature list everything, so the rows are checked too.
 */
export async function readCreated(
  sources: LeadSources,
  { from, to, page }: CreatedBetween,
): Promise<CreatedPage> {
  const { client, pipelines } = sources;
  const [first, last] = [Math.floor(from / 1_000), Math.ceil(to / 1_000) - 1];
  const answer = await client.call(
    {
      method: "GET",
      path: "/leads",
      query: [
        leadDetails,
        ["filter[created_at][from]", first],
        ["filter[created_at][to]", last],
        ["order[created_at]", "asc"],
        ["limit", perPage],
        ["page", page],
      ],
    },
    leadsAnswer,
  );
  const found = (answer?._embedded.leads ?? []).filter(
    ({ created_at: at, is_deleted }) => at * 1_000 >= from && at * 1_000 < to && !is_deleted,
  );
  await pipelines.learn(found);
  return {
    leads: found.map((lead) => portLead(lead, sources, new Map())),
    more: answer?._links?.next !== undefined,
  };
}
