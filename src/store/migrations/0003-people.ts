/** Who may sign in, and which accounts are open to him. Passwords and tokens only as hashes. */
export const people: readonly string[] = [
  `create table app_user (
    id bigint generated always as identity constraint app_user_pk primary key,
    login text not null,
    name text not null,
    role text not null,
    language text not null,
    password_hash text not null,
    created_at bigint not null,
    constraint app_user_role_known check (role in ('administrator', 'head', 'manager', 'observer')),
    constraint app_user_language_known check (language in ('ru', 'en'))
  )`,
  `create unique index app_user_login on app_user (lower(login))`,
  `create table session (
    token_hash text constraint session_pk primary key,
    user_id bigint not null constraint session_user_exists references app_user on delete cascade,
    created_at bigint not null,
    expires_at bigint not null
  )`,
  `create index session_expiry on session (expires_at)`,
  `create table account_access (
    account_id text not null constraint account_access_account references account,
    user_id bigint not null constraint account_access_user references app_user on delete cascade,
    constraint account_access_pk primary key (account_id, user_id)
  )`,
];
