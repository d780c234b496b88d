/**
 * What people are told of, and by which ways.
 *
 * - `notice`: written in the transaction of what it tells of; to one manager or to all who lead the
 *   account. After `useful_until` it is not sent any more. `fanned_at`: when it was settled by which
 *   channels it goes; null: not yet.
 * - `notice_delivery`: one way of a notice to one recipient: a user, or '' where the channel has one
 *   address for everybody. `due_at` is in the future while somebody is sending it; whoever dies at
 *   that is replaced then. `stale`: it had lost its use before it could be sent.
 * - `notice_person`: where a person is reached. `link_code_hash`: for the one message by which he
 *   shows that a chat is his.
 * - `notice_choice`: by which channels he is told of which kind, as far as he chose otherwise than
 *   by default. `notice_read`: how far he has read.
 * - `chat_bot`: by a hash of its token, which update comes next, when the last one came, and who
 *   asks for them.
 *
 * No foreign key to `account`, as with decisions.
 */
export const notices: readonly string[] = [
  `create table notice (
    account_id text not null,
    id bigint generated always as identity,
    at bigint not null,
    useful_until bigint not null,
    kind text not null,
    manager text,
    to_role text,
    lead text,
    decision_seq bigint,
    params jsonb not null,
    fanned_at bigint,
    constraint notice_pk primary key (account_id, id),
    constraint notice_has_one_recipient check ((manager is null) <> (to_role is null)),
    constraint notice_role_known check (to_role in ('head'))
  )`,
  `create index notice_to_fan on notice (id) where fanned_at is null`,
  `create index notice_of_recipient on notice (account_id, manager, id)`,
  `create index notice_of_lead on notice (account_id, lead, id) where lead is not null`,
  `create index notice_at on notice (at)`,
  `create table notice_delivery (
    account_id text not null,
    notice_id bigint not null,
    channel text not null,
    recipient text not null,
    state text not null default 'pending',
    due_at bigint not null,
    attempts int not null default 0,
    settled_at bigint,
    last_error text,
    constraint notice_delivery_pk primary key (account_id, notice_id, channel, recipient),
    constraint notice_delivery_notice foreign key (account_id, notice_id)
      references notice on delete cascade,
    constraint notice_delivery_channel_known check (channel in ('email', 'telegram', 'webhook')),
    constraint notice_delivery_state_known check (state in ('pending', 'sent', 'failed', 'stale')),
    constraint notice_delivery_settled_has_time check ((state = 'pending') = (settled_at is null))
  )`,
  `create index notice_delivery_due on notice_delivery (channel, due_at) where state = 'pending'`,
  `create index notice_delivery_settled on notice_delivery (channel, settled_at)
    where settled_at is not null`,
  `create table notice_person (
    user_id bigint constraint notice_person_pk primary key
      constraint notice_person_user references app_user on delete cascade,
    language text,
    email text,
    chat text,
    link_code_hash text,
    link_code_until bigint,
    constraint notice_person_language_known check (language in ('ru', 'en')),
    constraint notice_person_chat_once unique (chat),
    constraint notice_person_link_code_once unique (link_code_hash)
  )`,
  `create table notice_choice (
    user_id bigint not null
      constraint notice_choice_user references app_user on delete cascade,
    kind text not null,
    channel text not null,
    chosen boolean not null,
    constraint notice_choice_pk primary key (user_id, kind, channel),
    constraint notice_choice_channel_known check (channel in ('in_app', 'email', 'telegram'))
  )`,
  `create table notice_read (
    account_id text not null,
    user_id bigint not null
      constraint notice_read_user references app_user on delete cascade,
    up_to bigint not null,
    constraint notice_read_pk primary key (account_id, user_id)
  )`,
  `create table chat_bot (
    token_hash text constraint chat_bot_pk primary key,
    next_update bigint not null default 0,
    last_at bigint not null default 0,
    holder text,
    held_until bigint not null default 0
  )`,
];
