/** The tables of migrations/0008-hands as Kysely sees them, and who was at work when. */
import type { Generated } from "kysely";
import type { Json, Optional } from "./column-types.ts";

export type MoveState = "running" | "done" | "undoing" | "undone" | "failed";
/** Who changed something: a person by himself or for another, a program, or the service. */
export type ByKind = "self" | "head" | "api" | "widget" | "telegram" | "system";

interface AvailabilityChangeTable {
  account_id: string;
  id: Generated<number>;
  at: number;
  manager: string;
  what: "duty" | "presence" | "blocked";
  from_state: Optional<string>;
  to_state: Optional<string>;
  until: Optional<number>;
  by: string;
  by_kind: ByKind;
  why: Optional<string>;
}

interface BulkMoveTable {
  account_id: string;
  id: Generated<number>;
  at: number;
  by_kind: ByKind;
  by: string;
  why: string;
  selection: Json<unknown>;
  how: Json<unknown>;
  state: MoveState;
  total: number;
  done: Generated<number>;
  moved: Generated<number>;
  undone: Generated<number>;
  finished_at: Optional<number>;
  undone_by: Optional<string>;
  due_at: Optional<number>;
  attempts: Generated<number>;
  last_error: Optional<string>;
}

interface BulkMoveLeadTable {
  account_id: string;
  move_id: number;
  place: number;
  lead_id: string;
  outcome: Optional<"moved" | "stays">;
  refusal: Optional<string>;
  decision_seq: Optional<number>;
  before: Json<unknown>;
  undone: Optional<boolean>;
}

export interface HandsTables {
  availability_change: AvailabilityChangeTable;
  bulk_move: BulkMoveTable;
  bulk_move_lead: BulkMoveLeadTable;
}
