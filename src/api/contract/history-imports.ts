/** Leads of the time before, so that a rule by sales begins with what is known of its people. */
import { z } from "zod";
import { AccountPath, type Endpoint, Instant, leaders, none } from "./endpoint.ts";

const FILE_MAX = 20_000_000;
/** A text of that size as JSON, whose escapes may double it. */
const bodyMax = 2 * FILE_MAX;

export const HistoryColumn = z.enum([
  "lead",
  "manager",
  "received",
  "outcome",
  "closed",
  "price",
  "source",
]);
export type HistoryColumn = z.output<typeof HistoryColumn>;

export const HistoryOutcome = z.enum(["open", "won", "lost", "junk"]);
export type HistoryOutcome = z.output<typeof HistoryOutcome>;

const RuleId = z.string().min(1).max(200);

const HistoryFile = z.strictObject({
  rule: RuleId,
  /** CSV with a header. */
  text: z.string().max(FILE_MAX),
  /** Column → its heading, where it is not recognised; "" where the file has none. */
  columns: z.partialRecord(HistoryColumn, z.string().max(1_000)).default({}),
  /** The file's own words for what became of a lead. */
  outcomes: z.record(z.string().max(1_000), HistoryOutcome).default({}),
});

export const HistoryProblem = z.object({
  /** Null: the file as a whole. */
  line: z.int().nullable(),
  code: z.string(),
  /** What stands there, or the column that is missing. */
  value: z.string(),
});

/** What a file says, before anything is imported. */
export const HistoryTrial = z.object({
  header: z.array(z.string()),
  columns: z.partialRecord(HistoryColumn, z.string()),
  /** Leads that would count, and of whom. */
  total: z.int(),
  members: z.array(
    z.object({
      manager: z.string(),
      name: z.string(),
      open: z.int(),
      won: z.int(),
      lost: z.int(),
      junk: z.int(),
    }),
  ),
  /** From when to when the leads came; null: there are none. */
  from: Instant.nullable(),
  to: Instant.nullable(),
  /** Names that are not of the rule, and how many leads they had: the hundred with most, and how many there are. */
  strangers: z.array(z.object({ name: z.string(), leads: z.int() })),
  strangersTotal: z.int(),
  /** The file's words for outcomes, and what they are taken for; null: nobody knows. The same hundred. */
  words: z.array(
    z.object({ word: z.string(), leads: z.int(), outcome: HistoryOutcome.nullable() }),
  ),
  wordsTotal: z.int(),
  /** Closed leads without a day, taken to have lasted two weeks. */
  undated: z.int(),
  /** The first hundred, and how many there are. */
  problems: z.array(HistoryProblem),
  problemsTotal: z.int(),
});
export type HistoryTrial = z.output<typeof HistoryTrial>;

export const HistoryImport = z.object({
  id: z.int(),
  at: Instant,
  by: z.string(),
  origin: z.enum(["file", "crm"]),
  /** Of the CRM: the stretch in which the leads were created. */
  from: Instant.nullable(),
  to: Instant.nullable(),
  rule: z.string(),
  ruleName: z.string(),
  state: z.enum(["running", "done", "failed", "undone"]),
  /** Leads that were looked at so far; null total: nobody knows how many the CRM has. */
  looked: z.int(),
  total: z.int().nullable(),
  added: z.int(),
  passedOver: z.partialRecord(
    z.enum(["decided", "imported", "not_member", "other_rule", "unreadable"]),
    z.int(),
  ),
  finishedAt: Instant.nullable(),
  /** Why it does not go on, as the CRM or the service says. */
  error: z.string().nullable(),
});
export type HistoryImport = z.output<typeof HistoryImport>;

const ImportPath = AccountPath.extend({ id: z.coerce.number().int().positive() });

export const tryHistoryImport = {
  method: "post",
  path: "/accounts/{account}/history-imports/try",
  summary: "What a file of leads of the time before would bring; nothing is imported",
  params: AccountPath,
  query: none,
  body: HistoryFile,
  response: HistoryTrial,
  roles: leaders,
  bodyMax,
} as const satisfies Endpoint;

export const startHistoryImport = {
  method: "post",
  path: "/accounts/{account}/history-imports",
  summary: "Import leads of the time before, from a file or from the CRM; it can be undone",
  params: AccountPath,
  query: none,
  body: z.discriminatedUnion("origin", [
    HistoryFile.extend({ origin: z.literal("file") }),
    z
      .strictObject({ origin: z.literal("crm"), rule: RuleId, from: Instant, to: Instant })
      .refine(({ from, to }) => from < to, { error: "`from` is before `to`", path: ["to"] }),
  ]),
  response: HistoryImport,
  roles: leaders,
  bodyMax,
} as const satisfies Endpoint;

export const listHistoryImports = {
  method: "get",
  path: "/accounts/{account}/history-imports",
  summary: "Imports of leads of the time before, newest first",
  params: AccountPath,
  query: none,
  body: none,
  response: z.object({
    imports: z.array(HistoryImport),
    /** Whether there is a CRM to import from. */
    hasCrm: z.boolean(),
    /** When the account was switched on: what came later it has decided itself; null: it was not. */
    switchedOnAt: Instant.nullable(),
    /** Rules whose books can be filled. */
    rules: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  roles: leaders,
} as const satisfies Endpoint;

export const getHistoryImport = {
  method: "get",
  path: "/accounts/{account}/history-imports/{id}",
  summary: "How far an import has come",
  params: ImportPath,
  query: none,
  body: none,
  response: HistoryImport,
  roles: leaders,
} as const satisfies Endpoint;

export const undoHistoryImport = {
  method: "post",
  path: "/accounts/{account}/history-imports/{id}/undo",
  summary: "Take an import's leads out of the past again, or end it while it runs",
  params: ImportPath,
  query: none,
  body: none,
  response: HistoryImport,
  roles: leaders,
} as const satisfies Endpoint;
