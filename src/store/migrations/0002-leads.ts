/**
 * The life of a lead: inbox, lead, decision, outbox, and the sums that the next decision needs.
 *
 * - `inbox`: raw events, stored before the CRM is answered. `taken_by` is the process that took a row
 *   in and works on it first.
 * - `due_at`, in `inbox` and `outbox`: when to look at a row next.
 * - `decision.record` is `json`, not `jsonb`: it keeps its text to the byte, and the hash covers it.
 *   `decision_new_once` makes «decided once» a fact of the database.
 * - `ledger_share` keeps balances per rule; a ledger's balance is the sum over its rules.
 *   Fixed-point leads, see core/ledger.ts.
 *
 * No foreign keys to `account`: these rows are written hundreds at a time, and a check of each
 * would lock the account's row against the decisions that are being made.
 */
export const leads: readonly string[] = [
  `create table inbox (
    account_id text not null,
    id bigint generated always as identity,
    received_at bigint not null,
    origin text not null,
    body text not null,
    dedupe_key text not null,
    taken_by text not null,
    due_at bigint not null,
    attempts int not null default 0,
    processed_at bigint,
    last_error text,
    constraint inbox_pk primary key (account_id, id),
    constraint inbox_kept_once unique (account_id, dedupe_key),
    constraint inbox_origin_known check (origin in ('webhook', 'sweep', 'api'))
  )`,
  `create index inbox_unprocessed on inbox (account_id, id) where processed_at is null`,
  `create table lead (
    account_id text not null,
    id text not null,
    name text not null,
    facts jsonb not null,
    state text not null,
    reason text,
    owner text,
    rule text,
    came_at bigint not null,
    waiting_since bigint,
    wait_ends_at bigint,
    wake_at bigint,
    crm_created_at bigint,
    closed boolean not null default false,
    last_decision bigint,
    constraint lead_pk primary key (account_id, id),
    constraint lead_state_known
      check (state in ('undecided', 'decided', 'waiting', 'unmatched', 'left', 'ignored')),
    constraint lead_ignored_has_reason check (state <> 'ignored' or reason is not null),
    constraint lead_waits_in_a_rule
      check (state <> 'waiting' or (rule is not null and waiting_since is not null))
  )`,
  `create index lead_to_wake on lead (wake_at, account_id) where wake_at is not null`,
  `create index lead_pool on lead (account_id, rule, waiting_since) where state = 'waiting'`,
  `create index lead_undecided on lead (account_id, came_at) where state = 'undecided'`,
  `create index lead_unmatched on lead (account_id, came_at) where state = 'unmatched'`,
  `create index lead_came on lead (account_id, came_at)`,
  `create table decision (
    account_id text not null,
    seq bigint not null,
    lead_id text not null,
    at bigint not null,
    cause text not null,
    kind text not null,
    rule text,
    manager text,
    configuration_version int not null,
    record json not null,
    hash text not null,
    constraint decision_pk primary key (account_id, seq)
  )`,
  `create unique index decision_new_once on decision (account_id, lead_id) where cause = 'new'`,
  `create index decision_of_lead on decision (account_id, lead_id, seq)`,
  `create index decision_of_manager on decision (account_id, manager, seq)`,
  `create index decision_of_rule on decision (account_id, rule, seq)`,
  `create index decision_unusual on decision (account_id, kind, seq) where kind <> 'assigned'`,
  `create index decision_at on decision (account_id, at)`,
  `create table ledger_share (
    account_id text not null,
    ledger text not null,
    rule text not null,
    manager text not null,
    received int not null,
    due bigint not null,
    balance bigint not null,
    constraint ledger_share_pk primary key (account_id, ledger, rule, manager)
  )`,
  `create table manager_state (
    account_id text not null,
    manager text not null,
    duty text not null default 'online',
    duty_until bigint,
    present boolean not null default true,
    last_at bigint,
    constraint manager_state_pk primary key (account_id, manager),
    constraint manager_state_duty_known check (duty in ('online', 'paused', 'offline'))
  )`,
  `create table outbox (
    account_id text not null,
    decision_seq bigint not null,
    lead_id text not null,
    manager text not null,
    crm_user text not null,
    state text not null,
    created_at bigint not null,
    due_at bigint not null,
    attempts int not null default 0,
    sent_at bigint,
    confirmed_at bigint,
    last_error text,
    constraint outbox_pk primary key (account_id, decision_seq),
    constraint outbox_state_known
      check (state in ('pending', 'sent', 'confirmed', 'failed', 'superseded')),
    constraint outbox_sent_has_time check (state not in ('sent', 'confirmed') or sent_at is not null)
  )`,
  `create index outbox_pending on outbox (account_id, decision_seq) where state = 'pending'`,
  `create index outbox_due on outbox (due_at, account_id) where state in ('pending', 'sent')`,
  `create index outbox_unconfirmed on outbox (account_id, due_at) where state = 'sent'`,
  `create index outbox_confirmed on outbox (account_id, confirmed_at) where state = 'confirmed'`,
  `create index outbox_of_lead on outbox (account_id, lead_id, decision_seq)`,
];
