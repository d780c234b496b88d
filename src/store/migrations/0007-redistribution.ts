/**
 * What a lead that somebody holds may come to, and who was at work when.
 *
 * `lead`, of one that a decision gave to somebody and that is his still:
 * - `given_to`, `given_at`, `given_seq`: the manager's key, and moment and number of the decision.
 *   All null: nobody has it by a decision, so that nothing moves it by itself.
 * - `taken_by`: keys of the managers who have begun with it; `missed`: of those who have let it lie.
 * - `transfers`: how often it was passed on because nobody took it.
 * - `return_to`: whose it is again at his next shift.
 * - `watch_at`: when to look at it next: a warning, a deadline, the end of an offer.
 * - `warned_at`: when its manager was warned that its time is nearly over.
 * - `offered_to`, `offer_until`, `declined`: before whom it lies until when, and who has refused.
 * - `flips`: how often a decision of ours was undone from outside; `stopped`: why nothing moves it
 *   by itself any more.
 *
 * `decision.turns_back`: the decision that this one took back, as if it had never charged anybody.
 *
 * `account`: shift changes up to `watched_to` are done with; at `shift_at` the account is to be
 * looked at again; `watch_pass` is what is being gone through now, in as many batches as it takes.
 *
 * `manager_state.left_at`: when he went off duty or was blocked, until his leads are done with;
 * `blocked`: as it was when last looked at; `seen_at`: when he was last seen working.
 */
export const redistribution: readonly string[] = [
  `alter table lead
    add column given_to text,
    add column given_at bigint,
    add column given_seq bigint,
    add column taken_by jsonb not null default '[]',
    add column missed jsonb not null default '[]',
    add column transfers int not null default 0,
    add column return_to text,
    add column watch_at bigint,
    add column warned_at bigint,
    add column offered_to jsonb,
    add column offer_until bigint,
    add column declined jsonb not null default '[]',
    add column flips int not null default 0,
    add column stopped text,
    add constraint lead_stopped_known
      check (stopped in ('flips', 'transfers', 'everybody_missed', 'by_hand')),
    add constraint lead_given_is_whole
      check ((given_to is null) = (given_seq is null) and (given_at is null) = (given_seq is null))`,
  `update lead set given_to = decision.manager, given_at = decision.at, given_seq = decision.seq
     from decision
    where decision.account_id = lead.account_id and decision.seq = lead.last_decision
      and lead.state = 'decided' and decision.kind = 'assigned' and decision.manager is not null
      and lead.holder = coalesce(
        (select crm_user from outbox
          where outbox.account_id = decision.account_id and outbox.decision_seq = decision.seq),
        decision.manager)`,
  `create index lead_to_watch on lead (watch_at, account_id) where watch_at is not null`,
  `create index lead_held on lead (account_id, given_to, came_at, id)
    where given_to is not null and not closed`,
  `create index lead_to_return on lead (account_id, return_to)
    where return_to is not null and not closed`,
  `alter table decision add column turns_back bigint`,
  `create unique index decision_turned_back_once on decision (account_id, turns_back)
    where turns_back is not null`,
  // Receipts that were turned back are found out by their number, without a look at the rows.
  `drop index decision_at`,
  `create index decision_at on decision (account_id, at) include (kind, rule, manager, seq)`,
  `alter table account
    add column watched_to bigint,
    add column shift_at bigint,
    add column watch_pass jsonb`,
  `create index account_to_watch on account (shift_at) where shift_at is not null`,
  // Every account is looked at once, which tells when to look again.
  `update account set shift_at = 0`,
  `alter table manager_state
    add column seen_at bigint,
    add column missed_in_row int not null default 0,
    add column left_at bigint,
    add column blocked boolean not null default false`,
  `create index manager_left on manager_state (account_id) where left_at is not null`,
  `create table availability_change (
    account_id text not null,
    id bigint generated always as identity,
    at bigint not null,
    manager text not null,
    what text not null,
    from_state text,
    to_state text,
    until bigint,
    by text not null,
    why text,
    constraint availability_change_pk primary key (account_id, id),
    constraint availability_change_what_known check (what in ('duty', 'presence', 'blocked'))
  )`,
  `create index availability_change_of_manager on availability_change (account_id, manager, id)`,
];
