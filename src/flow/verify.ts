/**
 * Proves an account's history: that nobody has changed, removed or moved a decision, that each of
 * them comes out the same when it is decided again from its record, and that the stored balances are
 * their sum.
 *
 * It goes by pages, and what was verified so far is handed from page to page by whoever asks. So a
 * history of any length burdens neither the memory nor the service, which goes on deciding: each
 * page sees one state of the database, and the last one sees the newest decisions too.
 */
import type { StateSnapshot } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { type AccountState, apply, emptySnapshot, restore, snapshotOf } from "#core/state.ts";
import { type Account, findAccount } from "#store/accounts.ts";
import { type ChainLink, chainLinks } from "#store/decisions.ts";
import { loadSnapshot } from "#store/ledger.ts";
import { recordOf } from "#store/record-text.ts";
import type { Db } from "#store/schema.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { chainStart } from "./chain.ts";
import { readProgram } from "./desks.ts";
import {
  type Flaw,
  flawInBalances,
  flawInContent,
  flawInEnd,
  flawInLink,
  type HistorySum,
} from "./flaws.ts";
import { SharesByHash } from "./flaws-in-shares.ts";
import type { FlowPorts } from "./ports.ts";

/** What holds up to a decision: enough to go on behind it. */
export interface Verified extends HistorySum {
  readonly seq: number;
  readonly hash: string;
}

export interface VerifiedPage {
  readonly verified: Verified;
  /** Decisions that the account knows of. */
  readonly total: number;
  /** There is nothing more to look at. */
  readonly done: boolean;
  /** Where there is one, nothing behind it was looked at. */
  readonly flaw: Flaw | null;
}

/** Some 50 ms of work with fourteen members, for which a running service holds its breath. */
const PAGE = 500;

export function nothingVerified(account: string): Verified {
  return { seq: 0, hash: chainStart(account), ledgers: {}, arrears: {} };
}

/** Verifies the decisions that follow `before`; at the end also the balances. Null: no such account. */
export async function verifyPage(
  { database, parse }: Pick<FlowPorts, "database" | "parse">,
  id: string,
  before: Verified,
): Promise<VerifiedPage | null> {
  return await database.kysely
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const account = await findAccount(tx, id);
      if (account === null) return null;
      const links = await chainLinks(tx, { account: id, after: before.seq, limit: PAGE });
      const versions = new Versions((version) =>
        readProgram(tx, { parse }, { account: id, version }),
      );
      const shares = await SharesByHash.read(tx, id, links);
      const { verified, flaw } = await follow(links, before, { versions, shares });
      const total = account.chainSeq;
      if (flaw !== null) return { verified, total, done: true, flaw };
      if (links.length === PAGE) return { verified, total, done: false, flaw: null };
      return { verified, total, done: true, flaw: await flawAtEnd(tx, account, verified) };
    });
}

async function flawAtEnd(db: Db, account: Account, verified: Verified): Promise<Flaw | null> {
  const flaw = flawInEnd(account, verified);
  if (flaw !== null) return flaw;
  const { ledgers, arrears = {} } = await loadSnapshot(db, account.id);
  return flawInBalances({ ledgers, arrears }, verified);
}

interface Followed {
  readonly verified: Verified;
  readonly flaw: Flaw | null;
}

/** Goes along the chain for as long as it holds. */
async function follow(
  links: readonly ChainLink[],
  before: Verified,
  { versions, shares }: { readonly versions: Versions; readonly shares: SharesByHash },
): Promise<Followed> {
  let { seq, hash } = before;
  let sum: AccountState | null = null;
  let flaw: Flaw | null = null;
  for (const link of links) {
    const program = await versions.get(link.configurationVersion);
    flaw = flawInLink(link, { seq, hash }) ?? flawInContent(link, program);
    if (flaw !== null || program === null) break;
    const record = recordOf(JSON.parse(link.text));
    flaw = shares.flawIn(record, link.seq);
    if (flaw !== null) break;
    // Any program will do: balances are kept by their names.
    sum ??= restore(program, { ...emptySnapshot, ...sumIn(before) });
    apply(sum, record);
    ({ seq, hash } = link);
  }
  return { verified: { seq, hash, ...sumIn(sum === null ? before : snapshotOf(sum)) }, flaw };
}

function sumIn({ ledgers, arrears = {} }: StateSnapshot | Verified): HistorySum {
  return { ledgers, arrears };
}

/** Configurations made ready, each once a page; null: it is not there or cannot be read any more. */
class Versions {
  readonly #read: (version: number) => Promise<Program | null>;
  readonly #known = new Map<number, Program | null>();

  constructor(read: (version: number) => Promise<Program | null>) {
    this.#read = read;
  }

  async get(version: number): Promise<Program | null> {
    let program = this.#known.get(version);
    if (program === undefined) {
      program = await this.#read(version).catch(unlessAway);
      this.#known.set(version, program);
    }
    return program;
  }
}

/** A text that can no longer be read is a finding; a database that cannot be reached is none. */
function unlessAway(error: unknown): null {
  if (isDatabaseAway(error)) throw error;
  return null;
}
