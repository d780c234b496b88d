/** The tables of migrations 0012 and 0013 as Kysely sees them. */
import type { ColumnType, Generated } from "kysely";
import type { Json, Optional } from "./column-types.ts";

/** What became of a lead. */
export type LeadEnd = "open" | "won" | "lost" | "junk";
export type OutcomeKind = LeadEnd | "touched" | "given";
export type ImportState = "running" | "done" | "failed" | "undone";

interface OutcomeTable {
  account_id: string;
  id: number;
  after_seq: number;
  lead_id: string;
  at: number;
  kind: OutcomeKind;
  manager: Optional<string>;
  price: Optional<number>;
}

interface RuleSharesTable {
  account_id: string;
  rule: string;
  after_seq: number;
  at: number;
  evidence: string;
  hash: string;
}

interface HistoryImportTable {
  account_id: string;
  id: Generated<number>;
  at: number;
  by: string;
  origin: "file" | "crm";
  rule: string;
  options: Json<unknown>;
  state: ImportState;
  cursor: Generated<number>;
  total: Optional<number>;
  added: Generated<number>;
  passed_over: ColumnType<Readonly<Record<string, number>>, string | undefined, string>;
  finished_at: Optional<number>;
  due_at: Optional<number>;
  attempts: Generated<number>;
  last_error: Optional<string>;
}

interface HistoryImportPartTable {
  account_id: string;
  import_id: number;
  place: number;
  leads: Json<unknown>;
}

interface ImportedLeadTable {
  account_id: string;
  lead_id: string;
  import_id: number;
  rule: string;
  manager: string;
  source: string;
  received_at: number;
  outcome: LeadEnd;
  ended_at: Optional<number>;
  price: Optional<number>;
}

export interface OutcomeTables {
  outcome: OutcomeTable;
  rule_shares: RuleSharesTable;
  history_import: HistoryImportTable;
  history_import_part: HistoryImportPartTable;
  imported_lead: ImportedLeadTable;
}
