/** By what rules have shared, from which decision on: the evidence as text, found by its hash. */
import { sql } from "kysely";
import { recordset } from "./rows.ts";
import type { Db } from "./schema.ts";

export interface StoredShares {
  readonly rule: string;
  /** The account's last decision before them. */
  readonly afterSeq: number;
  /** Epoch ms at which they were concluded. */
  readonly at: number;
  /** JSON. */
  readonly evidence: string;
  /** Of `evidence`. */
  readonly hash: string;
}

/**
 * Keeps shares by which rules go from now on. Those by which no decision was made are not kept: the
 * next ones of the same place in the history go over them.
 */
export async function saveShares(
  db: Db,
  { account, shares }: { readonly account: string; readonly shares: readonly StoredShares[] },
): Promise<void> {
  if (shares.length === 0) return;
  const shape = `row(rule text, "afterSeq" bigint, at bigint, evidence text, hash text)`;
  await sql`
    insert into rule_shares (account_id, rule, after_seq, at, evidence, hash)
    select ${account}::text, rule, "afterSeq", at, evidence, hash from ${recordset(shares, shape)}
    on conflict on constraint rule_shares_pk do update
       set at = excluded.at, evidence = excluded.evidence, hash = excluded.hash`.execute(db);
}

/** When shares are to be concluded anew, by themselves; null: never. */
export async function setSharesAt(db: Db, account: string, at: number | null): Promise<void> {
  await db.updateTable("account").set({ shares_at: at }).where("id", "=", account).execute();
}

const columns = sql.raw(`shares.rule, after_seq as "afterSeq", shares.at, evidence, hash`);

/** What each of the rules shares by; a rule that has concluded nothing yet is not there. */
export async function latestShares(
  db: Db,
  { account, rules }: { readonly account: string; readonly rules: readonly string[] },
): Promise<readonly StoredShares[]> {
  if (rules.length === 0) return [];
  const { rows } = await sql<StoredShares>`
    select ${columns}
      from json_array_elements_text(${JSON.stringify(rules)}::json) as asked (id)
      cross join lateral (
        select rule, after_seq, at, evidence, hash from rule_shares
         where account_id = ${account} and rule = asked.id order by after_seq desc limit 1
      ) as shares`.execute(db);
  return rows;
}

/** Evidence by its hash; what is not there is no key. */
export async function evidenceByHash(
  db: Db,
  { account, hashes }: { readonly account: string; readonly hashes: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ hash: string; evidence: string }>`
    select distinct on (hash) hash, evidence from rule_shares
     where account_id = ${account}
       and hash in (select json_array_elements_text(${JSON.stringify(hashes)}::json))`.execute(db);
  return new Map(rows.map(({ hash, evidence }) => [hash, evidence]));
}

/**
 * What the rule shared by at each of the moments, in their order: the last that was concluded before
 * it. A moment before the first is left out.
 */
export async function sharesAt(
  db: Db,
  {
    account,
    rule,
    moments,
  }: { readonly account: string; readonly rule: string; readonly moments: readonly number[] },
): Promise<readonly (StoredShares & { readonly moment: number })[]> {
  const { rows } = await sql<StoredShares & { moment: number }>`
    select asked.moment::bigint as moment, ${columns}
      from json_array_elements_text(${JSON.stringify(moments)}::json) as asked (moment)
      cross join lateral (
        select rule, after_seq, at, evidence, hash from rule_shares
         where account_id = ${account} and rule = ${rule} and at < asked.moment::bigint
         order by after_seq desc limit 1
      ) as shares
     order by asked.moment::bigint`.execute(db);
  return rows;
}

/** When the rule concluded shares for the first time, epoch ms; null: it never has. */
export async function sharedSince(
  db: Db,
  { account, rule }: { readonly account: string; readonly rule: string },
): Promise<number | null> {
  const first = await db
    .selectFrom("rule_shares")
    .select("at")
    .where("account_id", "=", account)
    .where("rule", "=", rule)
    .orderBy("after_seq")
    .limit(1)
    .executeTakeFirst();
  return first?.at ?? null;
}
