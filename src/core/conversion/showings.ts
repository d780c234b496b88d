/** What the leads of a member have shown, by the load at which he received them. */
import { byLoad } from "./load-bins.ts";

/** Exposure and sales are counted in whole millionths of a lead. */
export const MILLION = 1_000_000;

export interface Showing {
  /** By bin: leads as far as their chances have shown, and won leads. */
  readonly exposure: readonly number[];
  readonly sales: readonly number[];
}

/** From whole millionths by leads a month to leads by load. */
export function showingsIn(
  members: readonly (Showing & { readonly comfort: number })[],
): readonly Showing[] {
  return members.map(({ exposure, sales, comfort }) => ({
    exposure: byLoad(inLeads(exposure), comfort),
    sales: byLoad(inLeads(sales), comfort),
  }));
}

const inLeads = (millionths: readonly number[]): readonly number[] =>
  millionths.map((count) => count / MILLION);
