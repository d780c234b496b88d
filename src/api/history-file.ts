/** A file of leads of the time before, read for a rule of an account. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CompiledRule, Program } from "#core/program.ts";
import type { CrmUser } from "#crm/port.ts";
import type { ColumnChoice } from "#document/history-columns.ts";
import type { HistoryOutcome } from "#document/history-values.ts";
import { type HistoryReading, readHistory } from "#document/read-history.ts";
import type { Flow } from "#flow/flow.ts";
import type { Account } from "#store/accounts.ts";
import { readDirectory } from "#store/directory.ts";
import type { PassedOverCounts } from "#store/imported-leads.ts";
import type { Db } from "#store/schema.ts";
import { Problem } from "./problem.ts";

export interface HistoryFile {
  readonly rule: string;
  readonly text: string;
  readonly columns: ColumnChoice;
  readonly outcomes: Readonly<Record<string, HistoryOutcome>>;
}

interface RuleBySales {
  readonly rule: CompiledRule;
  readonly program: Program;
}

/** @throws Problem where there is no such rule, or it does not share by sales */
export async function ruleBySales(flow: Flow, account: Account, id: string): Promise<RuleBySales> {
  const program = await flow.desks.program(flow.database.kysely, account);
  if (program === null) throw new Problem("account_not_configured");
  const rule = program.ruleById.get(id);
  if (rule === undefined) throw new Problem("rule_not_found");
  if (!rule.sharesFromOutside) throw new Problem("rule_not_by_sales");
  return { rule, program };
}

/** @throws Problem as `ruleBySales` */
export async function readFile(
  flow: Flow,
  account: Account,
  { rule: id, text, columns, outcomes }: HistoryFile,
): Promise<RuleBySales & { readonly reading: HistoryReading }> {
  const { rule, program } = await ruleBySales(flow, account, id);
  const names = await namesOf(flow.database.kysely, account, program);
  const members = new Set(rule.members.map(({ manager }) => manager));
  const reading = await readHistory(piecesOf(text), {
    timeZone: program.configuration.account.timeZone,
    now: flow.clock.now(),
    managerOf: (name) => names.get(name.trim().toLowerCase()) ?? null,
    isMember: (manager) => members.has(manager),
    columns,
    outcomes,
  });
  return { rule, program, reading };
}

/** Lines of the file that are nobody's leads of the rule. */
export function passedOverIn({ strangers, problems }: HistoryReading): PassedOverCounts {
  const notMembers = [...strangers.values()].reduce((sum, leads) => sum + leads, 0);
  return {
    ...(notMembers > 0 && { not_member: notMembers }),
    ...(problems.length > 0 && { unreadable: problems.length }),
  };
}

const PIECE = 1 << 16;

/** Everybody else takes a turn between two pieces: a large file takes more than a second. */
async function* piecesOf(text: string): AsyncGenerator<string> {
  const isOfOldMac = !text.includes("\n");
  for (let from = 0; from < text.length; from += PIECE) {
    const piece = text.slice(from, from + PIECE);
    yield isOfOldMac ? piece.replaceAll("\r", "\n") : piece;
    await nextTurn();
  }
}

/**
 * Whatever a manager may be called in a file, in small letters → his key: his key and name, his CRM
 * user's id, e-mail and name. A name that two share is nobody's.
 */
async function namesOf(
  db: Db,
  { id, crm }: Account,
  { managers }: Program,
): Promise<ReadonlyMap<string, string>> {
  const page = crm === "none" ? null : await readDirectory(db, { account: id, kind: "users" });
  const users = (page?.body ?? []) as readonly CrmUser[];
  const names = new Map<string, string | null>();
  for (const { key, name, crm: user } of managers) {
    const known = users.find(({ id, email }) => id === user || sameText(email, user));
    const called = [key, name, user, known?.id, known?.email, known?.name];
    for (const one of new Set(called.map((text) => text?.trim().toLowerCase() ?? ""))) {
      if (one !== "") names.set(one, names.has(one) ? null : key);
    }
  }
  return new Map([...names].flatMap(([name, key]) => (key === null ? [] : [[name, key] as const])));
}

function sameText(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}
