/**
 * From webhooks to committed decisions, in batches, against inserting the very same rows with plain
 * multi-row statements:
 *
 *   npm run bench:decide                    5 rounds of 5,000 leads on PGlite and on PostgreSQL
 *   npm run bench:decide -- --rounds 3 --leads 2000 --engine PGlite
 *
 * In each round an account decides leads; then what it has left in the tables is inserted again for
 * another account, 500 leads in a transaction, prepared beforehand. Elapsed times.
 */
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { createFlow } from "#flow/flow.ts";
import { createIntake } from "#flow/intake.ts";
import type { Database } from "#store/open-database.ts";
import { counted } from "#test/support/failing-database.ts";
import { portsOf } from "#test/support/flow-world.ts";
import { decideAll, leadsAppear, openBusyAccount, openCrm, stillClock } from "./busy-account.ts";
import { type Engine, engines } from "./fresh-database.ts";
import { figure, median, type Report, reportOf } from "./report.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string" }, leads: { type: "string" }, engine: { type: "string" } },
});
const rounds = Number(values.rounds ?? 5);
const leads = Number(values.leads ?? 5_000);
const BATCH = 500;
/** Where every decided lead leaves a row. */
const tables = ["inbox", "lead", "decision", "outbox", "notice"] as const;

/** By table. */
type Left = ReadonlyMap<string, readonly string[]>;

function fresh(database: Database) {
  const crm = openCrm();
  const flow = createFlow(portsOf(database, { crm, clock: stillClock }));
  return { crm, flow, intake: createIntake(flow) };
}

async function columnsOf({ kysely }: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
     order by ordinal_position`.execute(kysely);
  return rows.map(({ name }) => name);
}

/** Every row that an account has left, as JSON, for another account. */
async function rowsLeftBy(database: Database, account: string): Promise<Left> {
  const left = new Map<string, readonly string[]>();
  for (const table of tables) {
    const others = (await columnsOf(database, table)).filter((name) => name !== "account_id");
    const { rows } = await sql<{ row: string }>`
      select row_to_json(copied)::text as row from (
        select ${`${account}, copied`}::text as account_id, ${sql.raw(others.join(", "))}
          from ${sql.raw(table)} where account_id = ${account}) as copied`.execute(database.kysely);
    left.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return left;
}

/** @returns seconds */
async function insertPlainly(database: Database, left: Left): Promise<number> {
  const columns = new Map<string, string>();
  for (const table of tables) {
    columns.set(table, (await columnsOf(database, table)).join(", "));
  }
  const from = performance.now();
  for (let first = 0; first < leads; first += BATCH) {
    await database.kysely.transaction().execute(async (tx) => {
      for (const table of tables) {
        const rows = `[${(left.get(table) ?? []).slice(first, first + BATCH).join(",")}]`;
        const names = sql.raw(columns.get(table) ?? "");
        await sql`
          insert into ${sql.raw(table)} (${names}) overriding system value
          select ${names} from json_populate_recordset(null::${sql.raw(table)}, ${rows}::json)`.execute(
          tx,
        );
      }
    });
  }
  return (performance.now() - from) / 1_000;
}

/** Statements of a batch of 500, beyond the look that finds nothing left. */
async function statementsABatch(database: Database): Promise<number> {
  const counting = counted(database);
  const { crm, flow, intake } = fresh(counting.database);
  const account = await openBusyAccount(flow, { address: "https://counted.example" });
  await decideAll({ flow, intake }, account, leadsAppear(crm, 0, BATCH));
  const bodies = leadsAppear(crm, BATCH, 10 * BATCH);
  await Promise.all(bodies.map((body) => intake.webhook({ account, body })));
  const before = counting.count();
  await decideAll({ flow, intake }, account, []);
  return (counting.count() - before - 1) / 10;
}

async function measure({ name, open }: Engine, report: Report): Promise<void> {
  const database = await open();
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { crm, flow, intake } = fresh(database);
    const account = await openBusyAccount(flow, { address: `https://${round}.example` });
    const bodies = leadsAppear(crm, 0, leads);
    const seconds = await decideAll({ flow, intake }, account, bodies);
    const again = await insertPlainly(database, await rowsLeftBy(database, account));
    // The first warms up.
    if (round === 0) continue;
    ours.push(leads / seconds);
    plain.push(leads / again);
  }
  const ratio = median(ours.map((one, index) => one / (plain[index] ?? Number.NaN)));
  const goal = name === "PGlite" ? ">= 3,000 leads/s" : "";
  report.add(`${name}: webhook to committed decision`, figure(median(ours), "leads/s"), goal);
  report.add("  inserting the same rows", figure(median(plain), "leads/s"), "");
  report.add("  ratio", ratio.toFixed(2), ">= 0.50");
  report.add("  statements a batch of 500", String(await statementsABatch(database)), "<= 12");
  await database.close();
}

const report = reportOf(`decisions in batches, median of ${rounds} rounds of ${leads} leads`);
for (const engine of engines) {
  if ((values.engine ?? engine.name) === engine.name) await measure(engine, report);
}
report.print();
