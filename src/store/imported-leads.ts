/** The leads of imports: those of a file that are still to be added, in parts, and those that were. */
import { sql } from "kysely";
import type { ImportedLead } from "./outcomes.ts";
import { recordset, toJson } from "./rows.ts";
import type { Db } from "./schema.ts";

/**
 * Why a lead was not added: the account has decided it itself; another import has brought it; whoever
 * had it is no member of the rule; the rule would not take it; its line cannot be read.
 */
export type PassedOver = "decided" | "imported" | "not_member" | "other_rule" | "unreadable";
export type PassedOverCounts = Readonly<Partial<Record<PassedOver, number>>>;

/** A lead of the time before; its rule is that of its import. */
export type PastLead = Omit<ImportedLead, "rule">;

export interface ImportId {
  readonly account: string;
  readonly id: number;
}

/** Leads of a part: little enough for the embedded database to hold up nobody. */
export const PART = 500;

interface Leads extends ImportId {
  readonly leads: readonly PastLead[];
}

export async function insertParts(db: Db, { account, id, leads }: Leads): Promise<void> {
  for (let place = 0; place < leads.length; place += PART) {
    const part = toJson(leads.slice(place, place + PART));
    await db
      .insertInto("history_import_part")
      .values({ account_id: account, import_id: id, place, leads: part })
      .execute();
  }
}

/** Leads of a file in their order, as many as a part has; none behind the last. */
export async function partAt(
  db: Db,
  { account, id, place }: ImportId & { readonly place: number },
): Promise<readonly PastLead[]> {
  const part = await db
    .selectFrom("history_import_part")
    .select("leads")
    .where("account_id", "=", account)
    .where("import_id", "=", id)
    .where("place", "=", place)
    .executeTakeFirst();
  return (part?.leads ?? []) as readonly PastLead[];
}

export async function dropParts(db: Db, { account, id }: ImportId): Promise<void> {
  await db
    .deleteFrom("history_import_part")
    .where("account_id", "=", account)
    .where("import_id", "=", id)
    .execute();
}

/** Takes an import's leads out of the past, and those that are still to come. */
export async function dropImported(db: Db, { account, id }: ImportId): Promise<void> {
  await dropParts(db, { account, id });
  await db
    .deleteFrom("imported_lead")
    .where("account_id", "=", account)
    .where("import_id", "=", id)
    .execute();
}

/**
 * Adds leads to the past. One that the account has decided by itself, or that is there by another
 * import, stays as it is.
 *
 * @returns how many were added and how many were passed over
 */
export async function addImported(
  db: Db,
  { account, id, rule, leads }: Leads & { readonly rule: string },
): Promise<{ readonly added: number; readonly decided: number; readonly imported: number }> {
  if (leads.length === 0) return { added: 0, decided: 0, imported: 0 };
  const shape = `row(lead text, manager text, source text, "receivedAt" bigint, outcome text,
    "endedAt" bigint, price float8)`;
  const { rows } = await sql<{ added: number; decided: number; looked: number }>`
    with listed as (
      select distinct on (lead) *, exists (
               select from decision
                where decision.account_id = ${account} and decision.lead_id = lead
                  and decision.kind = 'assigned') as decided
        from ${recordset(leads, shape)}
    ), added as (
      insert into imported_lead (account_id, lead_id, import_id, rule, manager, source,
                                 received_at, outcome, ended_at, price)
      select ${account}::text, lead, ${id}::bigint, ${rule}::text, manager, source, "receivedAt",
             outcome, "endedAt", price
        from listed where not decided
      on conflict on constraint imported_lead_pk do nothing
      returning 1
    )
    select (select count(*)::int from added) as added,
           (select count(*)::int from listed where decided) as decided,
           ${leads.length}::int as looked`.execute(db);
  const { added = 0, decided = 0, looked = 0 } = rows[0] ?? {};
  return { added, decided, imported: looked - added - decided };
}
