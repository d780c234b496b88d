/**
 * What managers may still make up for.
 *
 * `manager_state.arrears`: by ledger, portions of [epoch ms at which it is forgotten, units of the
 * ledger], the soonest first; see core/catch-up. It is the sum of the decisions, as balances are.
 */
export const arrears: readonly string[] = [
  `alter table manager_state add column arrears json not null default '{}'`,
];
