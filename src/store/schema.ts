/** The tables as Kysely sees them. What each column means is told in migrations/. */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Kysely } from "kysely";
import type { Cause, Duty, Facts, Kind, Portion } from "#core/decision.ts";
import type { NoticeContent, NoticeKind } from "#core/notice.ts";
import type { Json, Listed, Optional } from "./column-types.ts";
import type { HandsTables } from "./schema-hands.ts";
import type { LeadEnd, OutcomeTables } from "./schema-outcomes.ts";

export type LeadState = "undecided" | "decided" | "waiting" | "unmatched" | "left" | "ignored";
export type OutboxState = "pending" | "sent" | "confirmed" | "failed" | "superseded";
export type Origin = "webhook" | "sweep" | "api";
/** Why a lead is moved by itself no more. */
export type Stopped = "flips" | "transfers" | "everybody_missed" | "by_hand";
export type Role = "administrator" | "head" | "manager" | "observer";

interface AccountTable {
  id: string;
  name: string;
  time_zone: string;
  crm: "amocrm" | "none";
  crm_address: Optional<string>;
  crm_headers: JSONColumnType<Record<string, string> | null>;
  crm_token_encrypted: Optional<string>;
  crm_account_id: Optional<string>;
  hook_secret: string;
  created_at: number;
  switched_on_at: Optional<number>;
  configuration_version: Generated<number>;
  state_version: Generated<number>;
  chain_seq: Generated<number>;
  chain_hash: string;
  swept_to: Optional<number>;
  attention: Optional<string>;
  watched_to: Optional<number>;
  shift_at: Optional<number>;
  watch_pass: JSONColumnType<object | null, string | null | undefined, string | null>;
  presence_since: Optional<number>;
  availability_at: Optional<number>;
  outcome_seq: Generated<number>;
  history_version: Generated<number>;
  shares_at: Optional<number>;
}

interface ConfigurationTable {
  account_id: string;
  version: number;
  text: string;
  created_at: number;
  created_by: string;
}

interface DirectoryTable {
  account_id: string;
  kind: "account" | "users" | "pipelines";
  body: Json<unknown>;
  read_at: number;
}

interface LeaseTable {
  account_id: string;
  work: string;
  holder: string;
  held_until: number;
}

interface InboxTable {
  account_id: string;
  id: Generated<number>;
  received_at: number;
  origin: Origin;
  body: string;
  dedupe_key: string;
  taken_by: string;
  due_at: number;
  attempts: Generated<number>;
  processed_at: Optional<number>;
  last_error: Optional<string>;
}

interface LeadTable {
  account_id: string;
  id: string;
  name: string;
  facts: Json<Facts>;
  state: LeadState;
  reason: Optional<string>;
  owner: Optional<string>;
  holder: Optional<string>;
  rule: Optional<string>;
  claims: Optional<string>;
  held_for: Optional<string>;
  contact: GeneratedAlways<string | null>;
  came_at: number;
  waiting_since: Optional<number>;
  wait_ends_at: Optional<number>;
  wake_at: Optional<number>;
  crm_created_at: Optional<number>;
  closed: Generated<boolean>;
  last_decision: Optional<number>;
  given_to: Optional<string>;
  given_at: Optional<number>;
  given_seq: Optional<number>;
  taken_by: Listed<string>;
  missed: Listed<string>;
  transfers: Generated<number>;
  return_to: Optional<string>;
  watch_at: Optional<number>;
  warned_at: Optional<number>;
  offered_to: ColumnType<readonly string[] | null, string | null | undefined, string | null>;
  offer_until: Optional<number>;
  declined: Listed<string>;
  flips: Generated<number>;
  stopped: Optional<Stopped>;
  outcome: Generated<LeadEnd>;
  ended_at: Optional<number>;
  sold_for: Optional<number>;
}

interface DecisionTable {
  account_id: string;
  seq: number;
  lead_id: string;
  at: number;
  cause: Cause;
  kind: Kind;
  rule: string | null;
  manager: string | null;
  configuration_version: number;
  record: Json<unknown>;
  hash: string;
  turns_back: Optional<number>;
  by_share: Generated<boolean>;
  loser: Optional<string>;
  source: Generated<string>;
}

interface LedgerShareTable {
  account_id: string;
  ledger: string;
  rule: string;
  manager: string;
  received: number;
  due: number;
  balance: number;
}

interface ManagerStateTable {
  account_id: string;
  manager: string;
  duty: Generated<Duty>;
  duty_until: Optional<number>;
  present: Generated<boolean>;
  last_at: Optional<number>;
  seen_at: Optional<number>;
  missed_in_row: Generated<number>;
  left_at: Optional<number>;
  arrears: ColumnType<Readonly<Record<string, readonly Portion[]>>, string | undefined, string>;
  blocked: Generated<boolean>;
  switched_at: Optional<number>;
  missed_shift: Optional<number>;
}

interface OutboxTable {
  account_id: string;
  decision_seq: number;
  lead_id: string;
  manager: string;
  crm_user: string;
  state: OutboxState;
  created_at: number;
  due_at: number;
  attempts: Generated<number>;
  sent_at: Optional<number>;
  confirmed_at: Optional<number>;
  last_error: Optional<string>;
}

interface AppUserTable {
  id: Generated<number>;
  login: string;
  name: string;
  role: Role;
  language: "ru" | "en";
  password_hash: string;
  created_at: number;
  manager_account: Optional<string>;
  manager: Optional<string>;
}

interface InvitationTable {
  id: GeneratedAlways<number>;
  account_id: string;
  role: Exclude<Role, "administrator">;
  manager: Optional<string>;
  name: string;
  code_hash: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  accepted_at: Optional<number>;
  accepted_by: Optional<string>;
}

interface SessionTable {
  token_hash: string;
  user_id: number;
  created_at: number;
  expires_at: number;
}

interface NoticeTable {
  account_id: string;
  id: GeneratedAlways<number>;
  at: number;
  useful_until: number;
  kind: NoticeKind;
  manager: string | null;
  to_role: "head" | null;
  lead: string | null;
  decision_seq: number | null;
  params: Json<NoticeContent["params"]>;
  fanned_at: Optional<number>;
}

interface NoticeDeliveryTable {
  account_id: string;
  notice_id: number;
  channel: "email" | "telegram" | "webhook";
  recipient: string;
  state: Generated<"pending" | "sent" | "failed" | "stale">;
  due_at: number;
  attempts: Generated<number>;
  settled_at: Optional<number>;
  last_error: Optional<string>;
}

interface NoticePersonTable {
  user_id: number;
  language: Optional<"ru" | "en">;
  email: Optional<string>;
  chat: Optional<string>;
  link_code_hash: Optional<string>;
  link_code_until: Optional<number>;
}

interface NoticeChoiceTable {
  user_id: number;
  kind: NoticeKind;
  channel: "in_app" | "email" | "telegram";
  chosen: boolean;
}

interface ChatBotTable {
  token_hash: string;
  next_update: Generated<number>;
  last_at: Generated<number>;
  holder: Optional<string>;
  held_until: Generated<number>;
}

interface Schema extends HandsTables, OutcomeTables {
  account: AccountTable;
  configuration: ConfigurationTable;
  directory: DirectoryTable;
  lease: LeaseTable;
  setting: { key: string; value: string };
  inbox: InboxTable;
  lead: LeadTable;
  decision: DecisionTable;
  ledger_share: LedgerShareTable;
  manager_state: ManagerStateTable;
  outbox: OutboxTable;
  app_user: AppUserTable;
  session: SessionTable;
  invitation: InvitationTable;
  account_access: { account_id: string; user_id: number };
  notice: NoticeTable;
  notice_delivery: NoticeDeliveryTable;
  notice_person: NoticePersonTable;
  notice_choice: NoticeChoiceTable;
  notice_read: { account_id: string; user_id: number; up_to: number };
  chat_bot: ChatBotTable;
}

/** A database, or a transaction in it. */
export type Db = Kysely<Schema>;
