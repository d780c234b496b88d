/**
 * Whose client a lead is.
 *
 * - `lead.claims`: of a lead that waits, its client's managers as its last decision knew them, as
 *   JSON text; null: none. Leads of one rule and equal claims can be released by the same things.
 * - `lead.held_for`: the manager's key where it waits for its client's manager and for nobody else.
 * - `lead_of_contact` finds who had a contact's previous lead. `contact` is a column, and not an
 *   expression in that index, so that the planner knows how few leads a contact has.
 */
export const clients: readonly string[] = [
  `alter table lead
    add column claims text,
    add column held_for text,
    add column contact text generated always as (facts ->> 'contact') stored`,
  `create index lead_of_contact on lead (account_id, contact) where holder is not null`,
];
