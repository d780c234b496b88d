/** What may be wrong with a history; each check answers with the first thing that does not hold. */
import { passingIn } from "#core/conversion/rule-books.ts";
import type { StateSnapshot } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { redecide } from "#core/redecide.ts";
import { chargeOf } from "#core/redistribution/charge.ts";
import type { Account } from "#store/accounts.ts";
import type { ChainLink } from "#store/decisions.ts";
import { recordOf } from "#store/record-text.ts";
import { chainLink } from "./chain.ts";
import { firstDifference } from "./first-difference.ts";

export interface Flaw {
  /**
   * - `missing`: there is no decision `seq`, but later ones
   * - `altered`: content or place is not what was hashed
   * - `row`: a column by which decisions are found says something else than the record
   * - `configuration`: the version that it names cannot be had
   * - `recomputed`: the same question has another answer
   * - `turned_back`: it takes back what the lead's decision before it had not charged
   * - `shares`: its members share otherwise than follows from the evidence that it names
   * - `end`: the chain ends elsewhere than the account knows
   * - `balance`: a stored balance, or what is stored to be made up for, is not the sum of the
   *   decisions
   */
  readonly kind:
    | "missing"
    | "altered"
    | "row"
    | "configuration"
    | "recomputed"
    | "turned_back"
    | "shares"
    | "end"
    | "balance";
  /** The decision's number and lead, where it is about one. */
  readonly seq: number | null;
  readonly lead: string | null;
  /** What differs: a part of the record by its path, a column, `ledger/manager`. */
  readonly place: string;
  readonly stored: string;
  /** What it should be by everything else. */
  readonly expected: string;
}

/** The end of a part of the chain. */
interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Whether the link is the next one, and was written behind just this end. */
export function flawInLink(link: ChainLink, previous: ChainEnd): Flaw | null {
  const seq = previous.seq + 1;
  if (link.seq !== seq) {
    const numbers = { stored: String(link.seq), expected: String(seq) };
    return { kind: "missing", seq, lead: null, place: "seq", ...numbers };
  }
  const expected = chainLink(previous.hash, link.text);
  if (link.hash === expected) return null;
  return { kind: "altered", seq, lead: link.lead, place: "hash", stored: link.hash, expected };
}

/**
 * Whether its columns say what its record says, and whether that is the program's answer.
 *
 * @param program of the version that the link names; null: it cannot be had
 */
export function flawInContent(link: ChainLink, program: Program | null): Flaw | null {
  const { seq, lead, configurationVersion } = link;
  const about = { seq, lead };
  if (program === null) {
    const expected = String(configurationVersion);
    return { kind: "configuration", ...about, place: "version", stored: "", expected };
  }
  try {
    const difference = differenceIn(link, program);
    return difference === null ? null : { ...about, ...difference };
  } catch (error) {
    // Whoever forges a record and all hashes behind it may well have written what is none.
    const expected = `a decision that can be made again (${error})`;
    return { kind: "recomputed", ...about, place: "record", stored: link.text, expected };
  }
}

const columns = [
  "lead",
  "at",
  "cause",
  "kind",
  "rule",
  "manager",
  "configurationVersion",
] as const satisfies readonly (keyof ChainLink)[];

/** What rules by sales learn from a decision; see `passingIn`. */
const learnedColumns = ["byShare", "loser", "source"] as const;

function differenceIn(link: ChainLink, program: Program): Omit<Flaw, "seq" | "lead"> | null {
  const record = recordOf(JSON.parse(link.text));
  const column = columns.find((name) => link[name] !== record[name]);
  if (column !== undefined) {
    const [stored, expected] = [String(link[column]), String(record[column])];
    return { kind: "row", place: column, stored, expected };
  }
  const learned = learnedColumns.find((name) => link[name] !== passingIn(record)[name]);
  if (learned !== undefined) {
    const [stored, expected] = [String(link[learned]), String(passingIn(record)[learned])];
    return { kind: "row", place: learned, stored, expected };
  }
  return (
    told("recomputed", firstDifference(record, redecide(program, record))) ??
    told("turned_back", firstDifference(record.move?.turnedBack ?? null, chargeIn(link.turned)))
  );
}

/** What the lead's decision before had charged; null: nothing of it is taken back. */
function chargeIn(turned: string | null) {
  return turned === null ? null : chargeOf(recordOf(JSON.parse(turned)));
}

function told(kind: Flaw["kind"], difference: ReturnType<typeof firstDifference>) {
  if (difference === null) return null;
  const { path, one: stored = "nothing", other: expected = "nothing" } = difference;
  return { kind, place: path, stored, expected };
}

/** Whether the account knows of just this end. */
export function flawInEnd({ chainSeq, chainHash }: Account, { seq, hash }: ChainEnd): Flaw | null {
  const about = { kind: "end", seq: null, lead: null } as const;
  if (chainSeq !== seq) {
    return { ...about, place: "seq", stored: String(chainSeq), expected: String(seq) };
  }
  if (chainHash === hash) return null;
  return { ...about, place: "hash", stored: chainHash, expected: hash };
}

/** What the decisions of a history come to, as in `StateSnapshot`. */
export interface HistorySum {
  readonly ledgers: StateSnapshot["ledgers"];
  readonly arrears: NonNullable<StateSnapshot["arrears"]>;
}

/**
 * Whether every stored balance, and all that is stored to be made up for, is the sum of the history;
 * what is not written down is nothing.
 */
export function flawInBalances(stored: HistorySum, history: HistorySum): Flaw | null {
  return (
    flawIn(stored.ledgers, history.ledgers, (balance = 0) => String(balance)) ??
    flawIn(stored.arrears, history.arrears, (portions = []) => JSON.stringify(portions))
  );
}

type ByManager<Kept> = Readonly<Record<string, Readonly<Record<string, Kept>>>>;

function flawIn<Kept>(
  stored: ByManager<Kept>,
  history: ByManager<Kept>,
  told: (kept: Kept | undefined) => string,
): Flaw | null {
  for (const ledger of keysOf(stored, history)) {
    for (const manager of keysOf(stored[ledger], history[ledger])) {
      const kept = told(stored[ledger]?.[manager]);
      const expected = told(history[ledger]?.[manager]);
      if (kept === expected) continue;
      const place = `${ledger}/${manager}`;
      return { kind: "balance", seq: null, lead: null, place, stored: kept, expected };
    }
  }
  return null;
}

function keysOf(one: object = {}, other: object = {}): ReadonlySet<string> {
  return new Set([...Object.keys(one), ...Object.keys(other)]);
}
