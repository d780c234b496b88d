/**
 * Whose leads are a person's own, and who is asked to join.
 *
 * - `app_user.manager` is the key of the manager that he is in the configuration of
 *   `manager_account`; both null: he is none. The role `manager` means nothing without it.
 * - `invitation`: who has the code that hashes to `code_hash` may join once, until `expires_at`.
 *   Whoever revokes it deletes it. `accepted_by` is kept as a login, as `created_by` is: people go,
 *   and what they did stays.
 * - `decision.taken_from`: who had the lead and lost it by the decision. A column, so that what
 *   somebody has lost is found without reading the history; the record itself is not touched.
 */
export const peopleManagers: readonly string[] = [
  `alter table app_user
    add column manager_account text constraint app_user_manager_account references account,
    add column manager text,
    add constraint app_user_manager_whole check ((manager is null) = (manager_account is null))`,
  // Nobody could sign in as a manager before, unless a database was written by hand.
  `update app_user set role = 'observer' where role = 'manager' and manager is null`,
  `alter table app_user
    add constraint app_user_manager_is_one check (role <> 'manager' or manager is not null)`,
  `create index app_user_of_manager on app_user (manager_account, manager)
    where manager is not null`,
  `create table invitation (
    id bigint generated always as identity constraint invitation_pk primary key,
    account_id text not null constraint invitation_account references account,
    role text not null,
    manager text,
    name text not null,
    code_hash text not null constraint invitation_code_once unique,
    created_at bigint not null,
    created_by text not null,
    expires_at bigint not null,
    accepted_at bigint,
    accepted_by text,
    constraint invitation_role_known check (role in ('head', 'manager', 'observer')),
    constraint invitation_manager_is_one check (role <> 'manager' or manager is not null),
    constraint invitation_accepted_whole check ((accepted_at is null) = (accepted_by is null))
  )`,
  `alter table decision
    add column taken_from text generated always as (record -> 'move' ->> 'from') stored`,
  `create index decision_taken_from on decision (account_id, taken_from, seq)
    where taken_from is not null`,
  `create index invitation_open on invitation (account_id, expires_at) where accepted_at is null`,
];
