/**
 * What becomes of leads, and what shares by sales are concluded from.
 *
 * - `lead.outcome`, `ended_at`, `sold_for`: what became of it in the CRM, since when, and for how
 *   much it was sold.
 * - `decision.by_share`: his share brought it to `manager`; `loser`: who had it and lost it; `source`:
 *   fact `source`. With the columns that were there they are all that a rule's book learns from.
 * - `outcome`: what books learn besides, in its order: `id` counts up within the account, and
 *   `after_seq` is the account's last decision before it. Of every account, so that a rule that comes
 *   to share by sales starts with what is known. `manager` is who was given the lead by hand.
 * - `account.outcome_seq`: its last outcome; `history_version`: grows when the past is other than it
 *   was, by an import or its undoing; `shares_at`: when shares are to be concluded anew; null: never.
 * - `rule_shares`: by what a rule shares from decision `after_seq` on: the evidence as text, by its
 *   hash, which decisions name. It is overwritten only where no decision has come between.
 * - `history_import`: leads of the time before, from a file or from the CRM; `cursor` is how far it
 *   has come, in leads of the file or in pages of the CRM; `source` are the file's leads as JSON until
 *   it is done; `passed_over` counts, by reason, those that were not added. `imported_lead` are those
 *   that were; they count when it is `done`.
 */
export const outcomes: readonly string[] = [
  `alter table lead
    add column outcome text not null default 'open',
    add column ended_at bigint,
    add column sold_for double precision,
    add constraint lead_outcome_known check (outcome in ('open', 'won', 'lost', 'junk'))`,
  `alter table decision
    add column by_share boolean not null default false,
    add column loser text,
    add column source text not null default ''`,
  `update decision set
    by_share = kind = 'assigned' and coalesce(record->>'chosenBy', '') in
      ('only', 'overdue', 'deadline', 'highest', 'longest', 'least'),
    loser = case when kind <> 'left' then record #>> '{move,from}' end,
    source = case when json_typeof(record #> '{facts,source}') = 'string'
      then record #>> '{facts,source}' else '' end`,
  `alter table account
    add column outcome_seq bigint not null default 0,
    add column history_version int not null default 0,
    add column shares_at bigint`,
  `update account set shares_at = 0 where configuration_version > 0`,
  `create index account_to_share on account (shares_at) where shares_at is not null`,
  `create table outcome (
    account_id text not null,
    id bigint not null,
    after_seq bigint not null,
    lead_id text not null,
    at bigint not null,
    kind text not null,
    manager text,
    price double precision,
    constraint outcome_pk primary key (account_id, id),
    constraint outcome_kind_known
      check (kind in ('won', 'lost', 'junk', 'open', 'touched', 'given'))
  )`,
  `create table rule_shares (
    account_id text not null,
    rule text not null,
    after_seq bigint not null,
    at bigint not null,
    evidence text not null,
    hash text not null,
    constraint rule_shares_pk primary key (account_id, rule, after_seq)
  )`,
  `create index rule_shares_of_hash on rule_shares (account_id, hash)`,
  `create table history_import (
    account_id text not null,
    id bigint generated always as identity,
    at bigint not null,
    by text not null,
    origin text not null,
    rule text not null,
    options jsonb not null,
    source text,
    state text not null,
    cursor bigint not null default 0,
    total int,
    added int not null default 0,
    passed_over jsonb not null default '{}',
    finished_at bigint,
    due_at bigint,
    attempts int not null default 0,
    last_error text,
    constraint history_import_pk primary key (account_id, id),
    constraint history_import_origin_known check (origin in ('file', 'crm')),
    constraint history_import_state_known
      check (state in ('running', 'done', 'failed', 'undone'))
  )`,
  `create index history_import_due on history_import (due_at, account_id) where due_at is not null`,
  `create table imported_lead (
    account_id text not null,
    lead_id text not null,
    import_id bigint not null,
    rule text not null,
    manager text not null,
    source text not null,
    received_at bigint not null,
    outcome text not null,
    ended_at bigint,
    price double precision,
    constraint imported_lead_pk primary key (account_id, lead_id),
    constraint imported_lead_outcome_known check (outcome in ('open', 'won', 'lost', 'junk')),
    constraint imported_lead_end_is_whole check ((outcome = 'open') = (ended_at is null))
  )`,
  `create index imported_lead_in_order on imported_lead (account_id, received_at, lead_id)`,
  `create index imported_lead_of_import on imported_lead (account_id, import_id)`,
];
