/**
 * What limits and loads are counted by.
 *
 * `decision_at` answers alone who received a lead of which rule and when: limits are counted anew
 * from the decisions whenever a process first takes up an account.
 */
export const counting: readonly string[] = [
  `drop index decision_at`,
  `create index decision_at on decision (account_id, at) include (kind, rule, manager)`,
];
