/**
 * Who has a lead, so that everybody's open leads can be counted: `lead.holder` is the CRM user to
 * whom it was decided or by hand given, without a CRM the manager's key; null while nobody has it.
 * `lead_open` answers the count alone.
 */
export const holders: readonly string[] = [
  `alter table lead add column holder text`,
  `update lead set holder = coalesce(
      (select crm_user from outbox
        where outbox.account_id = lead.account_id and outbox.decision_seq = lead.last_decision
          and outbox.state in ('pending', 'sent')),
      owner,
      (select manager from decision
        where decision.account_id = lead.account_id and decision.seq = lead.last_decision))
    where state in ('decided', 'left') or reason in ('own', 'by_hand')`,
  `create index lead_open on lead (account_id, holder) where holder is not null and not closed`,
];
