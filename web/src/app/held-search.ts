import { countOf, textOf } from "./search-values.ts";

/** Which held leads are shown, as it stands in the address. */
export interface HeldSearch {
  readonly manager?: string;
  readonly rule?: string;
  readonly stage?: string;
  /** Only what nobody has begun with. */
  readonly untouched?: true;
  /** How many come before the first one shown. */
  readonly offset?: number;
}

/** Reads an address, leaving out what does not belong there. */
export function heldSearch(search: Readonly<Record<string, unknown>>): HeldSearch {
  return {
    ...textOf(search, "manager"),
    ...textOf(search, "rule"),
    ...textOf(search, "stage"),
    ...(String(search["untouched"]) === "true" ? { untouched: true } : {}),
    ...countOf(search, "offset"),
  };
}
