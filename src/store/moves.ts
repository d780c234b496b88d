/** Leads that a person moves together: which, how, and how far that has come. */
import { sql } from "kysely";
import type { By } from "./availability.ts";
import type { Db } from "./schema.ts";
import type { MoveState } from "./schema-hands.ts";

export type MoveSelection =
  | { readonly kind: "leads"; readonly leads: readonly string[] }
  /** Everything that he has open; of these stages only, where some are named. */
  | {
      readonly kind: "manager";
      readonly manager: string;
      readonly stages?: readonly string[] | undefined;
    }
  /** Open leads and those that wait; a stage by its name or id. */
  | {
      readonly kind: "filter";
      readonly rule?: string | undefined;
      readonly stage?: string | undefined;
      readonly waiting?: boolean | undefined;
      readonly untouched?: boolean | undefined;
    }
  /** Whatever stands in a stage of the CRM, however old. */
  | { readonly kind: "stage"; readonly pipeline: string; readonly stage: string };

export interface MoveHow {
  /** To somebody named; by all rules as they match now; by one rule only. */
  readonly how:
    | { readonly kind: "give"; readonly to: string }
    | { readonly kind: "rules" }
    | { readonly kind: "rule"; readonly rule: string };
  /** Whether a gift is its receiver's turn. Whoever receives a lead by rules always has had his. */
  readonly costsTurn: boolean;
  /** Whether whoever loses a lead has the turn back that it had cost him. */
  readonly turnBack: boolean;
  /** Leads of one client go to one manager. */
  readonly together: boolean;
}

export interface StoredMove {
  readonly id: number;
  readonly at: number;
  readonly by: By;
  readonly why: string;
  readonly selection: MoveSelection;
  readonly how: MoveHow;
  readonly state: MoveState;
  readonly total: number;
  /** How many were looked at so far, and how many of them went to somebody. */
  readonly done: number;
  readonly moved: number;
  /** How many of those were put back. */
  readonly undone: number;
  /** When the last lead was moved; null: it is not done yet. */
  readonly finishedAt: number | null;
  /** Who has it put back; null: nobody. */
  readonly undoneBy: string | null;
  readonly attempts: number;
}

export type NewMove = Pick<StoredMove, "by" | "why" | "selection" | "how"> & {
  readonly account: string;
  /** In the order in which they are to be moved, each once. */
  readonly leads: readonly string[];
};

/** Writes a move that is to begin at once; two statements. */
export async function insertMove(db: Db, move: NewMove, now: number): Promise<StoredMove> {
  const { account, by, why, selection, how, leads } = move;
  const inserted = await db
    .insertInto("bulk_move")
    .values({
      account_id: account,
      at: now,
      by_kind: by.kind,
      by: by.name,
      why,
      selection: JSON.stringify(selection),
      how: JSON.stringify(how),
      state: "running",
      total: leads.length,
      due_at: now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  if (leads.length > 0) {
    await sql`
      insert into bulk_move_lead (account_id, move_id, place, lead_id)
      select ${account}::text, ${inserted.id}::bigint, place, lead
        from json_array_elements_text(${JSON.stringify(leads)}::json)
             with ordinality as wanted(lead, place)`.execute(db);
  }
  return storedMove(inserted);
}

const columns = [
  "id",
  "at",
  "by_kind as kind",
  "by as name",
  "why",
  "selection",
  "how",
  "state",
  "total",
  "done",
  "moved",
  "undone",
  "finished_at as finishedAt",
  "undone_by as undoneBy",
  "attempts",
] as const;

type MoveRow = Omit<StoredMove, "by" | "selection" | "how"> &
  By & { readonly selection: unknown; readonly how: unknown };

function storedMove({ kind, name, selection, how, ...row }: MoveRow): StoredMove {
  return {
    ...row,
    by: { kind, name },
    selection: selection as MoveSelection,
    how: how as MoveHow,
  };
}

export async function findMove(
  db: Db,
  { account, move }: { readonly account: string; readonly move: number },
): Promise<StoredMove | null> {
  const row = await db
    .selectFrom("bulk_move")
    .select(columns)
    .where("account_id", "=", account)
    .where("id", "=", move)
    .executeTakeFirst();
  return row === undefined ? null : storedMove(row);
}

/** The latest moves of an account, newest first. */
export async function latestMoves(
  db: Db,
  { account, limit }: { readonly account: string; readonly limit: number },
): Promise<readonly StoredMove[]> {
  const rows = await db
    .selectFrom("bulk_move")
    .select(columns)
    .where("account_id", "=", account)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(storedMove);
}

/** The oldest move that is to be worked on at `now`; null: none is. */
export async function dueMove(db: Db, account: string, now: number): Promise<StoredMove | null> {
  const row = await db
    .selectFrom("bulk_move")
    .select(columns)
    .where("account_id", "=", account)
    .where("due_at", "<=", now)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : storedMove(row);
}

/** Every lead of a move is done with. */
export async function finishMove(
  db: Db,
  {
    account,
    move,
    state,
  }: {
    readonly account: string;
    readonly move: number;
    readonly state: "done" | "undone";
  },
  now: number,
): Promise<void> {
  await db
    .updateTable("bulk_move")
    .set({ state, due_at: null, ...(state === "done" ? { finished_at: now } : {}) })
    .where("account_id", "=", account)
    .where("id", "=", move)
    .execute();
}

/** The leads of a move are to be put back, from now on. */
export async function beginUndoing(
  db: Db,
  { account, move, by }: { readonly account: string; readonly move: number; readonly by: string },
  now: number,
): Promise<void> {
  await db
    .updateTable("bulk_move")
    .set({ state: "undoing", undone_by: by, due_at: now, attempts: 0 })
    .where("account_id", "=", account)
    .where("id", "=", move)
    .execute();
}

/** A batch of a move failed. @param dueAt when to try again; null: never */
export async function postponeMove(
  db: Db,
  failed: {
    readonly account: string;
    readonly move: number;
    readonly error: string;
    readonly dueAt: number | null;
  },
): Promise<void> {
  const { account, move, error, dueAt } = failed;
  await db
    .updateTable("bulk_move")
    .set({
      due_at: dueAt,
      attempts: sql`attempts + 1`,
      last_error: error,
      ...(dueAt === null ? { state: "failed" as const } : {}),
    })
    .where("account_id", "=", account)
    .where("id", "=", move)
    .execute();
}
