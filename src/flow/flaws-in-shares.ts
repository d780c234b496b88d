/** Whether the shares of a decision are what its evidence comes to. */
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { ruleSharesFrom } from "#core/conversion/set-shares.ts";
import type { DecisionRecord, RuleShares } from "#core/decision.ts";
import { writeShares } from "#core/shares.ts";
import type { ChainLink } from "#store/decisions.ts";
import { evidenceByHash } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import { sha256 } from "./chain.ts";
import { firstDifference } from "./first-difference.ts";
import type { Flaw } from "./flaws.ts";

/** What evidence comes to, by its hash; each is looked at once. */
export class SharesByHash {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #known = new Map<string, RuleShares | null>();

  private constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** One statement, and none where no record names any. */
  static async read(
    db: Db,
    account: string,
    links: readonly Pick<ChainLink, "evidence">[],
  ): Promise<SharesByHash> {
    const hashes = [...new Set(links.flatMap(({ evidence }) => evidence ?? []))];
    return new SharesByHash(await evidenceByHash(db, { account, hashes }));
  }

  /** @param seq of the decision */
  flawIn(record: DecisionRecord, seq: number): Flaw | null {
    const { evidence: hash, lead, members, facts } = record;
    if (hash === undefined) return null;
    const about = { kind: "shares", seq, lead } as const;
    const text = this.#texts.get(hash);
    if (text === undefined) return { ...about, place: "evidence", stored: "", expected: hash };
    const found = sha256(text);
    if (found !== hash) return { ...about, place: "evidence", stored: found, expected: hash };
    const shares = this.#sharesOf(hash, text);
    if (shares === null) {
      return { ...about, place: "evidence", stored: text, expected: "evidence with sales" };
    }
    const shared = members.map((member) => ({ ...member }));
    writeShares(shared, shares, facts["source"]);
    const difference = firstDifference(members, shared);
    if (difference === null) return null;
    const { path, one: stored = "nothing", other: expected = "nothing" } = difference;
    return { ...about, place: `members.${path}`, stored, expected };
  }

  #sharesOf(hash: string, text: string): RuleShares | null {
    let shares = this.#known.get(hash);
    if (shares === undefined) {
      shares = ruleSharesFrom(JSON.parse(text) as ShareEvidence);
      this.#known.set(hash, shares);
    }
    return shares;
  }
}
