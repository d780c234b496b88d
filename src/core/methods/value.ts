/** What a lead is worth in a rule that is fair by value. */
import type { Facts } from "#core/decision.ts";
import { UNIT } from "#core/ledger.ts";
import type { CompiledRule } from "#core/program.ts";

/**
 * One of the account's currency in the ledger's units. The ledger takes balances for equal that
 * differ by less than one of the currency, and stays exact up to nine billions of it.
 */
export const MONEY = 1_000_000;
/** A price above it is taken for this: one slip of the pen must not cost somebody years of turns. */
const PRICE_MAX = 1_000_000_000;

/** What a rule's ledger counts in: balances divided by it read in leads, or in the currency. */
export function unitOf({ byValue }: Pick<CompiledRule, "byValue">): number {
  return byValue ? MONEY : UNIT;
}

/** The lead's price in the ledger's units; 0 where it has none that is above zero. */
export function worthOf(facts: Facts): number {
  const price = Number(facts["price"] ?? 0);
  return price > 0 ? Math.round(Math.min(price, PRICE_MAX) * MONEY) : 0;
}
