/**
 * What a CRM must offer so that leads can be shared out in it. Adapters translate their CRM's words
 * into these; nothing outside an adapter knows a CRM's field names. All ids are strings, all
 * instants epoch milliseconds.
 */
import type { TakenEvent } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";

export interface CrmUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly group: string | null;
  /** False for users who must never receive a lead: deactivated or without a paid seat. */
  readonly active: boolean;
  readonly admin: boolean;
}

export interface CrmPipeline {
  readonly id: string;
  readonly name: string;
  readonly main: boolean;
  readonly stages: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: StageKind;
  }[];
}
export type StageKind = "unsorted" | "open" | "won" | "lost";

export interface CrmAccount {
  readonly id: string;
  readonly name: string;
  readonly subdomain: string;
  readonly timeZone: string;
}

/** A lead as the CRM holds it now, its facts already in the words of the configuration. */
export interface CrmLead {
  readonly id: string;
  readonly name: string;
  /** Null where nobody is responsible. */
  readonly responsible: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The user who changed it last; null: a machine did; absent: the CRM does not say. */
  readonly updatedBy?: string | null;
  readonly closed: boolean;
  /** How it was closed; absent: it is open, or the CRM does not say. */
  readonly end?: CrmEnd;
  readonly deleted: boolean;
  readonly facts: Facts;
}

export interface CrmEnd {
  readonly won: boolean;
  /** Epoch ms; null: the CRM does not say. */
  readonly at: number | null;
  /** Why it was lost, by name and by id; empty: nobody said. */
  readonly reasons: readonly string[];
}

/** That somebody has begun with a lead: he called, answered, wrote a note, finished a task, moved it on. */
export interface CrmActivity {
  readonly lead: string;
  readonly by: Exclude<TakenEvent, "accept">;
  /** Who did it; null: the CRM does not say. Never a robot. */
  readonly user: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** What a webhook says, reduced to what matters to distribution. */
export interface CrmEvent {
  readonly kind: "added" | "changed" | "responsible" | "deleted" | "restored";
  readonly lead: string;
  /** What somebody did with the lead, where the event tells of that. */
  readonly activity?: Pick<CrmActivity, "by" | "user">;
  /** It stands in another stage now: it may be closed, or open again. */
  readonly moved?: true;
  /** The responsible user that the event names; undefined where it names none. */
  readonly responsible?: string | null;
  /** Epoch ms of the entity's last change as the event tells it. */
  readonly changedAt: number | null;
  /** Facts that only the event knows (an unsorted lead's category, its source's name). */
  readonly facts: Facts;
  /** Idempotency key of this event within its account. */
  readonly key: string;
}

export interface ParsedWebhook {
  readonly accountId: string | null;
  readonly subdomain: string | null;
  readonly events: readonly CrmEvent[];
}

export type CrmFailureKind =
  | "rate_limited" // slow down, then repeat
  | "unavailable" // 5xx, time-out, network: repeat; the write may have happened
  | "unauthorized" // the token is not accepted: an administrator must act
  | "forbidden" // blocked or no rights: wait long, tell the administrator
  | "refused"; // the CRM understood and said no: do not repeat as it is

/** Every failed call of a port throws this; nothing else leaves an adapter. */
export class CrmFailure extends Error {
  override readonly name = "CrmFailure";
  readonly kind: CrmFailureKind;
  /** Milliseconds that the CRM asked us to wait; null where it did not say. */
  readonly retryAfterMs: number | null;
  /** For a refused batch: lead ids at fault, where the CRM named them. */
  readonly leads: readonly string[];
  constructor(
    kind: CrmFailureKind,
    message: string,
    options: ErrorOptions & { retryAfterMs?: number | null; leads?: readonly string[] } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.leads = options.leads ?? [];
  }
}

export interface CreatedBetween {
  /** Epoch ms, half-open. */
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly page: number;
}

export interface CreatedPage {
  readonly leads: readonly CrmLead[];
  /** Whether there is another page. */
  readonly more: boolean;
}

export interface Crm {
  account(): Promise<CrmAccount>;
  users(): Promise<readonly CrmUser[]>;
  pipelines(): Promise<readonly CrmPipeline[]>;
  /** The leads that exist among `ids` (any number; split into requests of 250), in no order. */
  leads(ids: readonly string[]): Promise<readonly CrmLead[]>;
  /** Contact or company → its responsible user; who does not exist or has none is no key. */
  responsibles(
    kind: "contact" | "company",
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Ids of leads created or changed at or after `since` (epoch ms), oldest first: the sweep. */
  leadIdsChangedSince(since: number): Promise<readonly string[]>;
  /**
   * What people did with leads at or after `since` (epoch ms), oldest first: what no webhook tells,
   * or told in vain. Repeats of what a webhook has told are to be expected.
   */
  activitiesSince(since: number): Promise<readonly CrmActivity[]>;
  /** Ids of the leads that stand in a stage now, however old, oldest first; deleted ones are left out. */
  leadIdsInStage(pipeline: string, stage: string): Promise<readonly string[]>;
  /**
   * Leads created in a stretch of time, oldest first, a page of at most 250 at a time: the past of an
   * account. Deleted ones are left out.
   */
  leadsCreated(asked: CreatedBetween): Promise<CreatedPage>;
  /** Sets responsible users, at most 50 leads a call, in one request. Returns the ids written. */
  setResponsible(
    assignments: readonly { readonly lead: string; readonly user: string }[],
  ): Promise<readonly string[]>;
  /** Subscribes `destination` to everything distribution needs; repeating it re-enables a disabled one. */
  subscribe(destination: string): Promise<void>;
  /** The state of our subscription in the CRM. */
  subscription(destination: string): Promise<"active" | "disabled" | "absent">;
  /** Reads a webhook body. Throws nothing: what is malformed is left out. */
  parseWebhook(body: string): ParsedWebhook;
}
