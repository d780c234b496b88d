/**
 * All leads of a kind, whatever their number. Numbered pages shift while leads change under them, so
 * the walk goes by time: each request begins at the second where the last one ended, and what that
 * second repeats is dropped.
 */
import type { Client, CrmRequest } from "./client.ts";
import { type ListedLead, listedLeadsAnswer } from "./model.ts";

const perPage = 250;

export interface Walk {
  /** The instant by which the walk goes. */
  readonly by: "created_at" | "updated_at";
  /** Unix second at which it begins. */
  readonly from: number;
  /** What else is asked for. Accounts without the filter feature ignore it: rows are to be checked. */
  readonly filter?: NonNullable<CrmRequest["query"]>;
}

interface Place {
  /** Unix second at which the request begins. */
  readonly from: number;
  readonly page: number;
  /** False once the CRM has shown that it ignores the filter by time. */
  readonly byTime: boolean;
}

interface Page {
  readonly leads: readonly ListedLead[];
  readonly hasNext: boolean;
}

/** Oldest first, each once. Where filters are ignored, leads from before `from` are among them. */
export async function walkLeads(client: Client, walk: Walk): Promise<readonly ListedLead[]> {
  const found = new Map<string, ListedLead>();
  let place: Place | null = { from: walk.from, page: 1, byTime: true };
  while (place) {
    const page: Page = await readPage(client, walk, place);
    for (const lead of page.leads) if (!found.has(lead.id)) found.set(lead.id, lead);
    place = page.hasNext ? placeAfter(page, walk, place) : null;
  }
  return [...found.values()];
}

/** More than a page within one second, or an account that ignores the filter: on by numbers. */
function placeAfter({ leads }: Page, { by }: Walk, { from, page, byTime }: Place): Place {
  const filtered = byTime && leads.every((lead) => lead[by] >= from);
  const reached = leads.at(-1)?.[by] ?? from;
  if (filtered && reached > from) return { from: reached, page: 1, byTime: true };
  return { from, page: page + 1, byTime: filtered };
}

async function readPage(
  client: Client,
  { by, filter = [] }: Walk,
  { from, page }: Place,
): Promise<Page> {
  const answer = await client.call(
    {
      method: "GET",
      path: "/leads",
      query: [
        [`filter[${by}][from]`, from],
        ...filter,
        [`order[${by}]`, "asc"],
        ["limit", perPage],
        ["page", page],
      ],
    },
    listedLeadsAnswer,
  );
  return {
    leads: answer?._embedded.leads ?? [],
    hasNext: answer?._links?.next !== undefined,
  };
}
