import { type RawBuilder, sql } from "kysely";
import { passingIn } from "#core/conversion/rule-books.ts";
import type { Cause, DecisionRecord, Facts, Kind } from "#core/decision.ts";
import { recordOf } from "./record-text.ts";
import { recordsetOf, toJson } from "./rows.ts";
import type { Db, OutboxState } from "./schema.ts";

export interface NewDecision {
  readonly seq: number;
  readonly record: DecisionRecord;
  /** The record by `recordText`: what is stored, and what the hash covers. */
  readonly text: string;
  readonly hash: string;
  /** The decision that this one takes back: it counts as if it had never been made; null: none. */
  readonly turnsBack: number | null;
}

export async function insertDecisions(
  db: Db,
  { account, decisions }: { account: string; decisions: readonly NewDecision[] },
): Promise<void> {
  if (decisions.length === 0) return;
  const shape = `row(seq bigint, lead text, at bigint, cause text, kind text, rule text,
    manager text, version int, hash text, "turnsBack" bigint, "byShare" boolean, loser text,
    source text, record json)`;
  await sql`
    insert into decision (account_id, seq, lead_id, at, cause, kind, rule, manager,
                          configuration_version, hash, turns_back, by_share, loser, source, record)
    select ${account}::text, seq, lead, at, cause, kind, rule, manager, version, hash, "turnsBack",
           "byShare", loser, source, record
      from ${recordsetOf(rowsOf(decisions), shape)}`.execute(db);
}

/** The record's text goes in as it is, so that what is stored is what was hashed. */
function rowsOf(decisions: readonly NewDecision[]): string {
  const rows = decisions.map(({ seq, record, text, hash, turnsBack }) => {
    const { lead, at, cause, kind, rule, manager, configurationVersion: version } = record;
    const { byShare, loser, source } = passingIn(record);
    const about = { seq, lead, at, cause, kind, rule, manager, version, hash, turnsBack };
    const head = toJson({ ...about, byShare, loser, source });
    return `${head.slice(0, -1)},"record":${text}}`;
  });
  return `[${rows.join(",")}]`;
}

/** A decision with what a line of the history shows besides. */
export interface StoredDecision {
  readonly seq: number;
  readonly lead: string;
  readonly leadName: string;
  readonly at: number;
  readonly cause: Cause;
  readonly kind: Kind;
  readonly rule: string | null;
  readonly manager: string | null;
  readonly configurationVersion: number;
  readonly record: DecisionRecord;
  readonly hash: string;
  /** Arrival of the lead. */
  readonly cameAt: number;
  readonly facts: Facts;
  readonly delivery: OutboxState | null;
  readonly sentAt: number | null;
  readonly confirmedAt: number | null;
  /** What the CRM answered last, where it did not simply do it. */
  readonly deliveryError: string | null;
}

const selected = sql`
  select decision.seq, decision.lead_id as lead, lead.name as "leadName", decision.at, cause, kind,
         decision.rule, decision.manager, configuration_version as "configurationVersion", record,
         hash, lead.came_at as "cameAt", lead.facts, outbox.state as delivery,
         outbox.sent_at as "sentAt", outbox.confirmed_at as "confirmedAt",
         outbox.last_error as "deliveryError"
    from decision
    join lead on lead.account_id = decision.account_id and lead.id = decision.lead_id
    left join outbox
      on outbox.account_id = decision.account_id and outbox.decision_seq = decision.seq`;

export async function findDecision(
  db: Db,
  { account, seq }: { readonly account: string; readonly seq: number },
): Promise<StoredDecision | null> {
  const { rows } = await sql<StoredDecision>`
    ${selected} where decision.account_id = ${account} and seq = ${seq}`.execute(db);
  return rows.map(read)[0] ?? null;
}

/** The records of decisions, by their numbers; what is not there is no key. */
export async function recordsBySeq(
  db: Db,
  { account, seqs }: { readonly account: string; readonly seqs: readonly number[] },
): Promise<ReadonlyMap<number, DecisionRecord>> {
  if (seqs.length === 0) return new Map();
  const { rows } = await sql<{ seq: number; record: unknown }>`
    select seq, record from decision
     where account_id = ${account}
       and seq in (select json_array_elements_text(${JSON.stringify(seqs)}::json)::bigint)`.execute(
    db,
  );
  return new Map(rows.map(({ seq, record }) => [seq, recordOf(record)]));
}

/** All decisions about a lead, oldest first. */
export async function decisionsOfLead(
  db: Db,
  { account, lead }: { readonly account: string; readonly lead: string },
): Promise<readonly StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    ${selected} where decision.account_id = ${account} and decision.lead_id = ${lead}
     order by seq`.execute(db);
  return rows.map(read);
}

/** Decisions by their numbers, in that order: what a live screen shows of a batch. */
export async function decisionsBySeq(
  db: Db,
  { account, seqs }: { readonly account: string; readonly seqs: readonly number[] },
): Promise<readonly StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    ${selected} where decision.account_id = ${account}
       and seq in (select json_array_elements_text(${JSON.stringify(seqs)}::json)::bigint)
     order by seq`.execute(db);
  return rows.map(read);
}

const read = (row: StoredDecision): StoredDecision => ({ ...row, record: recordOf(row.record) });

export interface HistoryFilter {
  readonly account: string;
  readonly manager?: string | undefined;
  readonly rule?: string | undefined;
  readonly kind?: Kind | undefined;
  /** A lead's id, or a part of its name. */
  readonly lead?: string | undefined;
  /** Epoch ms, half-open. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface HistoryPage {
  readonly decisions: readonly StoredDecision[];
  /** `before` of the next page; null: this was the last. */
  readonly next: number | null;
  /** Decisions on all pages. */
  readonly total: number;
}

/** Decisions newest first, `limit` of them below number `before`. */
export async function listDecisions(
  db: Db,
  filter: HistoryFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<HistoryPage> {
  const matching = conditions(filter);
  const before = page.before === undefined ? sql`` : sql`and seq < ${page.before}`;
  const { rows } = await sql<StoredDecision>`
    ${selected} where ${matching} ${before} order by seq desc limit ${page.limit + 1}`.execute(db);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from decision
      join lead on lead.account_id = decision.account_id and lead.id = decision.lead_id
     where ${matching}`.execute(db);
  const decisions = rows.slice(0, page.limit).map(read);
  const next = rows.length > page.limit ? (decisions.at(-1)?.seq ?? null) : null;
  return { decisions, next, total: counted.rows[0]?.total ?? 0 };
}

function conditions(filter: HistoryFilter): RawBuilder<unknown> {
  const { account, manager, rule, kind, lead, from, to } = filter;
  const all = [sql`decision.account_id = ${account}`];
  if (manager !== undefined) all.push(sql`decision.manager = ${manager}`);
  if (rule !== undefined) all.push(sql`decision.rule = ${rule}`);
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (from !== undefined) all.push(sql`at >= ${from}`);
  if (to !== undefined) all.push(sql`at < ${to}`);
  if (lead !== undefined) {
    const pattern = `%${lead.replaceAll(/[\\%_]/g, "\\$&")}%`;
    all.push(sql`(decision.lead_id = ${lead} or lead.name ilike ${pattern})`);
  }
  return sql.join(all, sql` and `);
}

/** A link of the chain as stored: its record as text, and the columns by which it is found. */
export interface ChainLink
  extends Pick<
    StoredDecision,
    "seq" | "hash" | "lead" | "at" | "cause" | "kind" | "rule" | "manager" | "configurationVersion"
  > {
  readonly text: string;
  /** What rules by sales learn from it. */
  readonly byShare: boolean;
  readonly loser: string | null;
  readonly source: string;
  /** Hash of the evidence that its record names; null: none. */
  readonly evidence: string | null;
  /**
   * The record of the lead's decision before this one, where this one turns that back. A move by hand
   * and its undoing annul each other: then it is the one before both.
   */
  readonly turned: string | null;
}

/** The chain in order, behind number `after`: for whoever verifies it. */
export async function chainLinks(
  db: Db,
  { account, after, limit }: { account: string; after: number; limit: number },
): Promise<readonly ChainLink[]> {
  const { rows } = await sql<ChainLink>`
    select seq, hash, lead_id as lead, at, cause, kind, rule, manager,
           configuration_version as "configurationVersion", record::text as text,
           by_share as "byShare", loser, source, record ->> 'evidence' as evidence,
           case when record #> '{move,turnedBack}' is not null then (
             select earlier.record::text from decision as earlier
              where earlier.account_id = decision.account_id
                and earlier.lead_id = decision.lead_id and earlier.seq < decision.seq
                and not exists (
                  select from decision as pair
                   where pair.account_id = earlier.account_id and pair.seq = earlier.turns_back
                     and pair.turns_back = earlier.seq and pair.seq < decision.seq)
              order by earlier.seq desc limit 1) end as turned
      from decision
     where account_id = ${account} and seq > ${after} order by seq limit ${limit}`.execute(db);
  return rows;
}
