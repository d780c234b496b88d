/**
 * A desk is all that deciding an account's leads needs: its compiled rules, the state of its
 * ledgers and managers, and who the managers are in the CRM. Reading it costs a few statements, so
 * it is kept in memory for as long as the account's row says that nobody has changed anything.
 */
import type { Configuration, Manager } from "#core/configuration/types.ts";
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { ruleSharesFrom } from "#core/conversion/set-shares.ts";
import type { StateSnapshot } from "#core/decision.ts";
import { lookbackMs } from "#core/limits/lookback.ts";
import { compile, type Program } from "#core/program.ts";
import { type AccountState, recount, restore, setBlocked, setOpenLeads } from "#core/state.ts";
import type { CrmUser } from "#crm/port.ts";
import type { Account } from "#store/accounts.ts";
import { findConfiguration } from "#store/configurations.ts";
import { readDirectory } from "#store/directory.ts";
import { openLeadsOf } from "#store/leads.ts";
import { loadSnapshot } from "#store/ledger.ts";
import { receiptsSince } from "#store/receipts.ts";
import { latestShares } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import type { Clock } from "./ports.ts";
import { readBooks } from "./sales-books.ts";
import { SalesDesk, sharingRules } from "./sales-desk.ts";

export interface Desk {
  readonly program: Program;
  readonly state: AccountState;
  /** Manager key → CRM user id; who cannot be found there is no key, and blocked. */
  readonly users: ReadonlyMap<string, string>;
  /** The other way round: who has a lead (see `StoredLead.holder`) → manager key. */
  readonly holders: ReadonlyMap<string, string>;
  /** CRM users who share in leads by a live rule. */
  readonly sharers: ReadonlySet<string>;
  /** Null: no rule shares by sales, or it is a desk to look at only. */
  readonly sales: SalesDesk | null;
}

interface KeptDesk {
  readonly desk: Desk;
  readonly stateVersion: number;
}

export interface DeskSource {
  parse(text: string): Configuration;
}

export class Desks {
  readonly #source: DeskSource & { readonly clock: Clock };
  readonly #kept = new Map<string, KeptDesk>();
  readonly #programs = new Map<string, Program>();

  constructor(source: DeskSource & { readonly clock: Clock }) {
    this.#source = source;
  }

  /**
   * The desk of an account whose row is locked; null before its first configuration. It is taken
   * out of memory: deciding changes it, and only `keep`, after the commit, puts it back.
   */
  async take(db: Db, account: Account): Promise<Desk | null> {
    const kept = this.#kept.get(account.id);
    this.#kept.delete(account.id);
    if (kept?.stateVersion === account.stateVersion) return kept.desk;
    const desk = await this.read(db, account);
    return desk === null ? null : this.#withSales(db, account, { desk, kept: kept?.desk });
  }

  /** Beside a desk that decides lie the books of its rules; those of an older desk are read on. */
  async #withSales(
    db: Db,
    account: Account,
    { desk, kept }: { readonly desk: Desk; readonly kept: Desk | undefined },
  ): Promise<Desk> {
    const { program } = desk;
    const rules = sharingRules(program).map(({ rule }) => rule.id);
    if (rules.length === 0) return desk;
    const known = kept?.sales?.read ?? null;
    const books = await readBooks(db, account, { program, known });
    const stored = await latestShares(db, { account: account.id, rules });
    const sales = new SalesDesk(desk, books, { stored, nextAt: account.sharesAt });
    return { ...desk, sales };
  }

  keep(account: Account, desk: Desk, stateVersion: number): void {
    this.#kept.set(account.id, { desk, stateVersion });
  }

  /** A desk of one's own, to look at: what Today and the rules screen are computed from. */
  async read(db: Db, account: Account): Promise<Desk | null> {
    const program = await this.program(db, account);
    if (program === null) return null;
    const shares = await sharesIn(db, account.id, program);
    const state = restore(program, { ...(await loadSnapshot(db, account.id)), shares });
    const known = await usersOf(db, account, program.managers);
    const users = new Map(
      [...known].flatMap(([key, user]) => (user.active ? [[key, user.id]] : [])),
    );
    for (const { key } of account.crm === "none" ? [] : program.managers) {
      setBlocked(state, key, !users.has(key));
    }
    const holders = holdersOf(account, program, known);
    const sharers = sharersOf(program, users);
    const desk = { program, state, users, holders, sharers, sales: null };
    await this.#count(db, account.id, desk);
    return desk;
  }

  /** Counts what limits and loads look at, where there are any. */
  async #count(db: Db, account: string, { program, state, holders }: Desk): Promise<void> {
    const lookback = lookbackMs(program);
    if (lookback > 0) {
      const since = this.#source.clock.now() - lookback;
      recount(state, await receiptsSince(db, { account, since }));
    }
    if (!state.countsOpen) return;
    for (const [holder, open] of await openLeadsOf(db, account)) {
      const manager = holders.get(holder);
      if (manager !== undefined) setOpenLeads(state, manager, open);
    }
  }

  /** The account's compiled rules; null before its first configuration. */
  async program(db: Db, account: Account): Promise<Program | null> {
    const version = account.configurationVersion;
    const known = this.#programs.get(account.id);
    if (known?.version === version) return known;
    const program = await readProgram(db, this.#source, { account: account.id, version });
    if (program !== null) this.#programs.set(account.id, program);
    return program;
  }
}

/** The rules of any version, compiled as they were: to explain or recompute an old decision. */
export async function readProgram(
  db: Db,
  source: DeskSource,
  { account, version }: { readonly account: string; readonly version: number },
): Promise<Program | null> {
  const stored = await findConfiguration(db, { account, version });
  return stored === null ? null : compile(source.parse(stored.text), { version });
}

/** By what the rules by sales share, concluded again from what is stored. */
async function sharesIn(
  db: Db,
  account: string,
  program: Program,
): Promise<NonNullable<StateSnapshot["shares"]>> {
  const rules = sharingRules(program).map(({ rule }) => rule.id);
  const stored = await latestShares(db, { account, rules });
  const shares = stored.flatMap(({ rule, evidence, hash }) => {
    const found = ruleSharesFrom(JSON.parse(evidence) as ShareEvidence);
    return found === null ? [] : [[rule, { ...found, evidence: hash }] as const];
  });
  return Object.fromEntries(shares);
}

/** A manager in the CRM. */
interface User {
  readonly id: string;
  readonly active: boolean;
}

/**
 * The managers' users by id or e-mail. Where the users could never be read (the CRM shows them to
 * administrators only) an id is taken on trust.
 */
async function usersOf(
  db: Db,
  account: Account,
  managers: readonly Manager[],
): Promise<ReadonlyMap<string, User>> {
  if (account.crm === "none") return new Map();
  const page = await readDirectory(db, { account: account.id, kind: "users" });
  const users = page?.body as readonly CrmUser[] | undefined;
  return new Map(
    managers.flatMap(({ key, crm }) => {
      const user = crm === null ? undefined : userOf(crm, users);
      return user === undefined ? [] : [[key, user]];
    }),
  );
}

function userOf(crm: string, users: readonly CrmUser[] | undefined): User | undefined {
  if (users === undefined) return /^\d+$/.test(crm) ? { id: crm, active: true } : undefined;
  const wanted = crm.toLowerCase();
  return users.find((user) => user.id === crm || user.email?.toLowerCase() === wanted);
}

/** Who was deactivated has what he has until it is taken from him. */
function holdersOf(
  { crm }: Account,
  program: Program,
  known: ReadonlyMap<string, User>,
): ReadonlyMap<string, string> {
  if (crm === "none") return new Map(program.managers.map(({ key }) => [key, key]));
  return new Map([...known].map(([manager, { id }]) => [id, manager]));
}

function sharersOf(program: Program, users: ReadonlyMap<string, string>): ReadonlySet<string> {
  const live = program.rules.filter(({ rule }) => rule.mode === "live");
  const members = live.flatMap((rule) => rule.members.map((member) => member.manager));
  return new Set(members.flatMap((manager) => users.get(manager) ?? []));
}
