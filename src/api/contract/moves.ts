import { z } from "zod";
import {
  AccountPath,
  type Endpoint,
  InLanguage,
  Instant,
  leaders,
  ManagerKey,
  none,
} from "./endpoint.ts";

const Name = z.string().trim().min(1).max(200);
const RuleId = z.string().min(1).max(200);
const LeadId = z.string().min(1).max(100);

const Selection = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("leads"), leads: z.array(LeadId).min(1).max(1_000) }),
  /** Everything open that a rule gave him; of these stages only, where some are named. */
  z.strictObject({
    kind: z.literal("manager"),
    manager: ManagerKey,
    stages: z.array(Name).min(1).max(100).optional(),
  }),
  z.strictObject({
    kind: z.literal("filter"),
    rule: RuleId.optional(),
    stage: Name.optional(),
    waiting: z.boolean().optional(),
    untouched: z.boolean().optional(),
  }),
  /** The leads of a stage in the CRM, those from before the account was connected too. */
  z.strictObject({ kind: z.literal("stage"), pipeline: Name, stage: Name }),
]);

const How = z.discriminatedUnion("kind", [
  /** To a named person, whatever his limits. */
  z.strictObject({ kind: z.literal("give"), to: ManagerKey }),
  /** By the rules as they match now. */
  z.strictObject({ kind: z.literal("rules") }),
  z.strictObject({ kind: z.literal("rule"), rule: RuleId }),
]);

/** Many leads given anew at once. */
export const Move = z.strictObject({
  selection: Selection,
  how: How,
  /** Whether whoever receives a lead has had his turn by it. */
  costsTurn: z.boolean().default(true),
  /** Whether whoever loses a lead gets the turn back that it had cost him. */
  turnBack: z.boolean().default(true),
  /** A client's other leads go to the same manager. */
  together: z.boolean().default(false),
  why: z.string().trim().max(200).default(""),
});
export type Move = z.output<typeof Move>;

export const MoveRun = z.object({
  id: z.int(),
  at: Instant,
  by: z.string(),
  why: z.string(),
  total: z.int(),
  /** How many were looked at so far; of them so many were moved and so many stayed. */
  done: z.int(),
  moved: z.int(),
  stays: z.int(),
  /** Of the moved, so many were put back. */
  undone: z.int(),
  state: z.enum(["running", "done", "undoing", "undone", "failed"]),
  /** Until when it may be undone; null: not any more, or not yet. */
  undoUntil: Instant.nullable(),
});
export type MoveRun = z.output<typeof MoveRun>;

export const MovePreview = z.object({
  total: z.int(),
  byManager: z.array(z.object({ manager: z.string(), name: z.string(), leads: z.int() })),
  /** How many would stay where they are. */
  stays: z.int(),
  /** The first twenty that cannot be moved, and why. */
  refused: z.array(z.object({ lead: z.string(), sentence: z.string() })).max(20),
  warnings: z.array(z.string()),
});
export type MovePreview = z.output<typeof MovePreview>;

export const previewMove = {
  method: "post",
  path: "/accounts/{account}/moves/preview",
  summary: "What moving these leads would do; nothing is moved",
  params: AccountPath,
  query: InLanguage,
  body: Move,
  response: MovePreview,
  roles: leaders,
} as const satisfies Endpoint;

export const startMove = {
  method: "post",
  path: "/accounts/{account}/moves",
  summary: "Move leads; it goes on by itself and can be undone for 15 minutes",
  params: AccountPath,
  query: none,
  body: Move,
  response: MoveRun,
  roles: leaders,
} as const satisfies Endpoint;

export const listMoves = {
  method: "get",
  path: "/accounts/{account}/moves",
  summary: "The last fifty moves, newest first",
  params: AccountPath,
  query: none,
  body: none,
  response: z.object({ moves: z.array(MoveRun) }),
  roles: leaders,
} as const satisfies Endpoint;

const MovePath = AccountPath.extend({ move: z.coerce.number().int().positive() });

export const getMove = {
  method: "get",
  path: "/accounts/{account}/moves/{move}",
  summary: "How far a move is",
  params: MovePath,
  query: none,
  body: none,
  response: MoveRun,
  roles: leaders,
} as const satisfies Endpoint;

export const undoMove = {
  method: "post",
  path: "/accounts/{account}/moves/{move}/undo",
  summary: "Give the leads of a move back, as far as they are still where it put them",
  params: MovePath,
  query: none,
  body: none,
  response: MoveRun,
  roles: leaders,
} as const satisfies Endpoint;

const HeldLead = z.object({
  lead: z.string(),
  leadName: z.string(),
  leadUrl: z.string().nullable(),
  manager: z.string(),
  managerName: z.string(),
  /** Null: no rule gave it to him. */
  rule: z.string().nullable(),
  ruleName: z.string().nullable(),
  /** Since when he has it; of a lead that he was given in the CRM, since when it is known. */
  givenAt: Instant,
  /** False where he has still to begin with it. */
  taken: z.boolean(),
  /** Until when he has to begin with it; null where nothing asks him to. */
  takeBy: Instant.nullable(),
  stage: z.string().nullable(),
});
export type HeldLead = z.output<typeof HeldLead>;

export const listHeldLeads = {
  method: "get",
  path: "/accounts/{account}/held-leads",
  summary: "Open leads that a manager has, fifty a page, newest first",
  params: AccountPath,
  query: z.object({
    manager: z.string().min(1).max(200).optional(),
    rule: z.string().min(1).max(200).optional(),
    stage: z.string().min(1).max(200).optional(),
    untouched: z.stringbool().optional(),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  body: none,
  response: z.object({ leads: z.array(HeldLead), total: z.int() }),
  roles: leaders,
} as const satisfies Endpoint;
