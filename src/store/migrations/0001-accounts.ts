/**
 * Accounts and what belongs to each as a whole.
 *
 * Instants are epoch milliseconds in `bigint`: what the core reckons with, exact, without a zone,
 * and the same on both engines. Every key begins with the account, so that accounts can be spread
 * over several databases one day.
 */
export const accounts: readonly string[] = [
  `create table account (
    id text constraint account_pk primary key,
    name text not null,
    time_zone text not null,
    crm text not null,
    crm_address text,
    crm_headers jsonb,
    crm_token_encrypted text,
    crm_account_id text,
    hook_secret text not null,
    created_at bigint not null,
    switched_on_at bigint,
    configuration_version int not null default 0,
    state_version bigint not null default 0,
    chain_seq bigint not null default 0,
    chain_hash text not null,
    swept_to bigint,
    attention text,
    constraint account_crm_known check (crm in ('amocrm', 'none')),
    constraint account_crm_is_reachable check (
      crm = 'none'
      or (crm_address is not null and crm_token_encrypted is not null and crm_account_id is not null)
    ),
    constraint account_connected_once unique (crm_address, crm_account_id)
  )`,
  `create table configuration (
    account_id text not null constraint configuration_account references account,
    version int not null,
    text text not null,
    created_at bigint not null,
    created_by text not null,
    constraint configuration_pk primary key (account_id, version)
  )`,
  `create table directory (
    account_id text not null constraint directory_account references account,
    kind text not null,
    body jsonb not null,
    read_at bigint not null,
    constraint directory_pk primary key (account_id, kind),
    constraint directory_kind_known check (kind in ('account', 'users', 'pipelines'))
  )`,
  `create table lease (
    account_id text not null constraint lease_account references account,
    work text not null,
    holder text not null,
    held_until bigint not null,
    constraint lease_pk primary key (account_id, work)
  )`,
  `create table setting (
    key text constraint setting_pk primary key,
    value text not null
  )`,
];
