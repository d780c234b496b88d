/**
 * Who is at work, and what people do by hand.
 *
 * - `account.presence_since`: when anybody of the account was first seen working; null: never, so
 *   that everybody counts as present. `availability_at`: when a clock has something to say on who is
 *   at work (a pause that ends, a heartbeat that fails to come, a shift that has begun); null: never.
 * - `manager_state.switched_at`: when the duty switch was last moved; `missed_shift`: the beginning
 *   of the shift for which heads were told that its manager is not there.
 * - `availability_change.by_kind`: what `by` names: a manager's key, a login, a machine.
 * - `bulk_move`: leads moved together by a person: which, how and why, and how far it has come.
 *   `due_at`: when to work on it next. `bulk_move_lead`: its leads in their order, what became of
 *   each, and what it was before, so that it can be put back.
 */
export const hands: readonly string[] = [
  `alter table account
    add column presence_since bigint,
    add column availability_at bigint`,
  `create index account_to_attend on account (availability_at) where availability_at is not null`,
  // Every account is looked at once, which tells when to look again.
  `update account set availability_at = 0`,
  `alter table manager_state
    add column switched_at bigint,
    add column missed_shift bigint`,
  `alter table availability_change
    add column by_kind text not null,
    add constraint availability_change_by_known
      check (by_kind in ('self', 'head', 'api', 'widget', 'telegram', 'system'))`,
  `create index availability_change_of_duty on availability_change (account_id, manager, id)
    where what = 'duty'`,
  `create table bulk_move (
    account_id text not null,
    id bigint generated always as identity,
    at bigint not null,
    by_kind text not null,
    by text not null,
    why text not null,
    selection jsonb not null,
    how jsonb not null,
    state text not null,
    total int not null,
    done int not null default 0,
    moved int not null default 0,
    undone int not null default 0,
    finished_at bigint,
    undone_by text,
    due_at bigint,
    attempts int not null default 0,
    last_error text,
    constraint bulk_move_pk primary key (account_id, id),
    constraint bulk_move_state_known
      check (state in ('running', 'done', 'undoing', 'undone', 'failed'))
  )`,
  `create index bulk_move_due on bulk_move (due_at, account_id) where due_at is not null`,
  `create table bulk_move_lead (
    account_id text not null,
    move_id bigint not null,
    place int not null,
    lead_id text not null,
    outcome text,
    refusal text,
    decision_seq bigint,
    before json,
    undone boolean,
    constraint bulk_move_lead_pk primary key (account_id, move_id, place),
    constraint bulk_move_lead_once unique (account_id, move_id, lead_id),
    constraint bulk_move_lead_outcome_known check (outcome in ('moved', 'stays'))
  )`,
  `create index bulk_move_lead_of_decision on bulk_move_lead (account_id, decision_seq)
    where decision_seq is not null`,
  `create index bulk_move_lead_to_do on bulk_move_lead (account_id, move_id, place)
    where outcome is null`,
  `create index bulk_move_lead_to_undo on bulk_move_lead (account_id, move_id, place)
    where outcome = 'moved' and undone is null`,
];
