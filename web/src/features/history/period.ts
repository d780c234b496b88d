import type { DecisionsFilter } from "#web/api/queries.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { startOfDate } from "#web/time/civil.ts";

export const pageLength = 50;

/** The request behind an address: dates become instants in the viewer's zone, the last day is included. */
export function filterOf(search: HistorySearch): DecisionsFilter {
  const { from, to, ...same } = search;
  const fromAt = from ? startOfDate(from) : null;
  const toAt = to ? startOfDate(to, 1) : null;
  return {
    ...same,
    limit: pageLength,
    ...(fromAt === null ? {} : { from: fromAt }),
    ...(toAt === null ? {} : { to: toAt }),
  };
}

/** Does the address narrow the list, the page aside? */
export function isNarrowed({ before: _page, ...rest }: HistorySearch): boolean {
  return Object.keys(rest).length > 0;
}
