import type { FormValue } from "#sandbox/webhooks/form-encoding.ts";
import type { HookCode } from "#sandbox/webhooks/hook-codes.ts";
import type { Ids } from "./ids.ts";
import type { AccountSettings } from "./settings.ts";

/** Everything one amoCRM account holds. Times are Unix seconds unless the name says milliseconds. */
export interface Account {
  readonly id: number;
  readonly subdomain: string;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  /** The long-lived token of the one integration that the sandbox knows; it acts as `owner`. */
  readonly token: string;
  readonly owner: User;
  readonly groups: ReadonlyMap<number, string>;
  readonly users: Map<number, User>;
  readonly pipelines: ReadonlyMap<number, Pipeline>;
  readonly fields: Map<number, CustomField>;
  readonly sources: Map<number, Source>;
  readonly leads: Map<number, Lead>;
  readonly contacts: Map<number, Contact>;
  readonly companies: Map<number, Contact>;
  readonly unsorted: Map<string, Unsorted>;
  readonly unsortedByLead: Map<number, Unsorted>;
  readonly notes: Map<number, Note>;
  readonly tasks: Map<number, Task>;
  readonly tags: Map<string, Tag>;
  readonly events: CrmEvent[];
  readonly webhooks: Map<string, Webhook>;
  readonly settings: AccountSettings;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly nextId: Ids;
  readonly nextEventId: (nowMs: number) => string;
  /** Sends the body to every subscriber of the code; it is made only if there is one. */
  readonly publish: (code: HookCode, body: () => HookBody) => void;
}

/** One entity of one webhook: `leads[add][0]{…}`. */
export interface HookBody {
  readonly entity: "leads" | "contacts" | "unsorted" | "task";
  readonly action: string;
  readonly id: number | string;
  readonly item: FormValue;
}

export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** 0: the account's default group. */
  readonly groupId: number;
  readonly admin: boolean;
  readonly active: boolean;
  readonly free: boolean;
}

export interface Status {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly color: string;
  readonly kind: "unsorted" | "open" | "won" | "lost";
}

export interface Pipeline {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly main: boolean;
  readonly statuses: readonly Status[];
}

export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
  readonly type: string;
  readonly entity: "leads" | "contacts";
}

export interface FieldValue {
  readonly value: string | number | boolean;
  readonly enum_id?: number | undefined;
  readonly enum_code?: string | undefined;
}

export interface Source {
  readonly id: number;
  readonly name: string;
}

export interface Tag {
  readonly id: number;
  readonly name: string;
}

export interface Lead {
  readonly id: number;
  readonly createdAt: number;
  readonly createdBy: number;
  readonly sourceId: number | null;
  readonly contacts: readonly number[];
  readonly companies: readonly number[];
  /** Epoch milliseconds of its arrival, for measuring. */
  readonly arrivedMs: number;
  name: string;
  price: number;
  /** 0: nobody. */
  responsibleUserId: number;
  statusId: number;
  pipelineId: number;
  lossReasonId: number | null;
  updatedBy: number;
  updatedAt: number;
  closedAt: number | null;
  deleted: boolean;
  /** Field id to its values, in the order in which they were first set. */
  fields: ReadonlyMap<number, readonly FieldValue[]>;
  tags: readonly Tag[];
  /** Epoch milliseconds of the last change of the responsible user after creation. */
  responsibleSetMs: number | null;
  responsibleChanges: number;
}

export interface Contact {
  readonly id: number;
  readonly createdAt: number;
  readonly createdBy: number;
  readonly leads: number[];
  readonly companies: number[];
  name: string;
  firstName: string;
  lastName: string;
  responsibleUserId: number;
  updatedBy: number;
  updatedAt: number;
  /** Belongs to a lead that nobody has accepted yet: lists do not show it. */
  unsorted: boolean;
  fields: ReadonlyMap<number, readonly FieldValue[]>;
  tags: readonly Tag[];
}

export type UnsortedCategory = "sip" | "forms" | "chats" | "mail";

export interface Unsorted {
  readonly uid: string;
  readonly category: UnsortedCategory;
  readonly sourceUid: string | null;
  readonly sourceName: string;
  readonly pipelineId: number;
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
  readonly leadId: number;
  readonly contacts: readonly number[];
  readonly companies: readonly number[];
  state: "waiting" | "accepted" | "declined";
  sortedAt: number | null;
}

export interface Note {
  readonly id: number;
  readonly entityId: number;
  readonly noteType: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly responsibleUserId: number;
}

export interface Task {
  readonly id: number;
  readonly leadId: number;
  readonly text: string;
  readonly typeId: number;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly completeTill: number;
  responsibleUserId: number;
  updatedAt: number;
  updatedBy: number;
  completed: boolean;
  /** Null: none was written down. */
  result: string | null;
}

export interface CrmEvent {
  readonly id: string;
  readonly type: string;
  readonly entityId: number;
  readonly entityType: "lead" | "contact" | "company" | "task";
  /** Under which entity searches find it, where that is another: chats belong to contacts. */
  readonly foundAs?: "contact";
  readonly createdBy: number;
  readonly createdAt: number;
  readonly valueAfter: readonly object[];
  readonly valueBefore: readonly object[];
}

export interface Webhook {
  readonly id: number;
  readonly destination: string;
  readonly createdAt: number;
  readonly createdBy: number;
  settings: readonly string[];
  sort: number;
  updatedAt: number;
  disabled: boolean;
}
