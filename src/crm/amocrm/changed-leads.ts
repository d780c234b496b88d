/**
 * The sweep's question: which leads were created or changed since a moment? Numbered pages shift
 * while leads change under them, so the walk goes by time: each request begins at the second where
 * the last one ended, and what that second repeats is dropped.
 */
import type { Client } from "./client.ts";
import { changedLeadsAnswer } from "./model.ts";

const perPage = 250;

interface Place {
  /** Unix second at which the request begins. */
  readonly from: number;
  readonly page: number;
  /** False once the CRM has shown that it ignores the filter by time. */
  readonly byTime: boolean;
}

interface Page {
  readonly leads: readonly { readonly id: string; readonly updated_at: number }[];
  readonly hasNext: boolean;
}

/** Ids, oldest change first. `since` is epoch ms, rounded down to the CRM's whole seconds. */
export async function readIdsChangedSince(
  client: Client,
  since: number,
): Promise<readonly string[]> {
  const sinceSecond = Math.floor(since / 1_000);
  const ids = new Set<string>();
  let place: Place | null = { from: sinceSecond, page: 1, byTime: true };
  while (place) {
    const page: Page = await readPage(client, place);
    for (const lead of page.leads) if (lead.updated_at >= sinceSecond) ids.add(lead.id);
    place = page.hasNext ? placeAfter(page, place) : null;
  }
  return [...ids];
}

/** More than a page within one second, or an account that ignores the filter: on by numbers. */
function placeAfter({ leads }: Page, { from, page, byTime }: Place): Place {
  const filtered = byTime && leads.every((lead) => lead.updated_at >= from);
  const reached = leads.at(-1)?.updated_at ?? from;
  if (filtered && reached > from) return { from: reached, page: 1, byTime: true };
  return { from, page: page + 1, byTime: filtered };
}

async function readPage(client: Client, { from, page }: Place): Promise<Page> {
  const answer = await client.call(
    {
      method: "GET",
      path: "/leads",
      query: [
        ["filter[updated_at][from]", from],
        ["order[updated_at]", "asc"],
        ["limit", perPage],
        ["page", page],
      ],
    },
    changedLeadsAnswer,
  );
  return {
    leads: answer?._embedded.leads ?? [],
    hasNext: answer?._links?.next !== undefined,
  };
}
