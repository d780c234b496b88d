import { countOf, textOf } from "./search-values.ts";

const kinds = ["assigned", "waiting", "unmatched", "left"] as const;
export type Kind = (typeof kinds)[number];

/** What the history shows, as it stands in the address. Dates are `YYYY-MM-DD` in the viewer's zone. */
export interface HistorySearch {
  readonly manager?: string;
  readonly rule?: string;
  readonly kind?: Kind;
  readonly lead?: string;
  readonly from?: string;
  readonly to?: string;
  /** Only decisions before this one: the page. */
  readonly before?: number;
}

/** Reads an address, leaving out what does not belong there. */
export function historySearch(search: Readonly<Record<string, unknown>>): HistorySearch {
  const kind = kinds.find((known) => known === search["kind"]);
  return {
    ...textOf(search, "manager"),
    ...textOf(search, "rule"),
    ...textOf(search, "lead"),
    ...date(search, "from"),
    ...date(search, "to"),
    ...(kind ? { kind } : {}),
    ...countOf(search, "before"),
  };
}

function date(search: Readonly<Record<string, unknown>>, name: string): Record<string, string> {
  const value = search[name];
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { [name]: value } : {};
}
