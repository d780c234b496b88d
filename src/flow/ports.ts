/** What the use cases need from outside; a test hands in object literals. */
import type { Configuration } from "#core/configuration/types.ts";
import type { Crm } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import type { Database } from "#store/open-database.ts";
import type { SecretBox } from "#store/secret-box.ts";
import type { Spool } from "#store/spool.ts";

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once in `ms`. @returns calls it off */
  after(ms: number, run: () => void): () => void;
}

/** pino's way round: what is searched for first, then the sentence. No personal data in either. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type Counter =
  | "smena_events_received_total"
  | "smena_events_spooled_total"
  | "smena_events_refused_total"
  | "smena_decisions_total"
  | "smena_deliveries_total"
  | "smena_owner_changes_total"
  | "smena_failures_total"
  | "smena_notices_total";

export type Histogram =
  | "smena_intake_seconds"
  | "smena_decide_batch_seconds"
  | "smena_arrival_to_decision_seconds"
  | "smena_arrival_to_confirmation_seconds";

export interface Metrics {
  count(name: Counter, labels?: Readonly<Record<string, string>>, by?: number): void;
  observe(name: Histogram, seconds: number): void;
}

export type LiveEvent =
  /** A decision was made; `decision` is its place in the account's chain. */
  | { readonly kind: "decision"; readonly decision: number }
  /** Somebody was told something: one manager by key, or (null) all who lead the account. */
  | { readonly kind: "notice"; readonly notice: number; readonly manager: string | null }
  | { readonly kind: "changed" };

export interface Live {
  publish(account: string, event: LiveEvent): void;
}

export interface CrmLogin {
  readonly address: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FlowPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly live: Live;
  /** Where events wait while the database is away. */
  readonly spool: Spool;
  readonly secrets: SecretBox;
  /** Names this process among those that serve one database; an embedded database has only one. */
  readonly worker: string;
  /** Makes the adapter of a CRM account; it is kept for as long as the login stays the same. */
  connect(login: CrmLogin): Crm;
  /** Reads a configuration's text that was checked when it was imported. */
  parse(text: string): Configuration;
  /** The address at which the CRM reports an account's events; null where the CRM cannot reach us. */
  hookAddress(account: Pick<Account, "id" | "hookSecret" | "crmAddress">): string | null;
  /** How often the CRM is asked for what no webhook told of; 60 s where not given. */
  readonly sweepMs?: number;
}
