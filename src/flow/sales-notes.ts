/**
 * What a batch of decisions hears of leads that people work on: written down for every account, and
 * taken in at once where rules share by sales.
 */
import type { DecisionRecord } from "#core/decision.ts";
import { isControl } from "#core/methods/control.ts";
import type { Account } from "#store/accounts.ts";
import type { StoredLead } from "#store/leads.ts";
import { addOutcomes, type Outcome } from "#store/outcomes.ts";
import { saveShares, setSharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import type { Desk } from "./desks.ts";

export class SalesNotes {
  readonly #account: Account;
  readonly #desk: Desk;
  readonly #at: number;
  readonly #outcomes: Outcome[] = [];
  #moved = false;

  /** @param at epoch ms of everything in the batch */
  constructor(account: Account, desk: Desk, at: number) {
    this.#account = account;
    this.#desk = desk;
    this.#at = at;
    this.refresh(account.chainSeq);
  }

  /** After `write`: shares, or when they are to be concluded, are other than other processes know. */
  get moved(): boolean {
    return this.#moved;
  }

  /** To be called before a decision, where something may have been heard. @param seq of the last one */
  refresh(seq: number): void {
    this.#desk.sales?.refresh(this.#at, seq);
  }

  decided(record: DecisionRecord): void {
    this.#desk.sales?.decided(record);
  }

  isControl(lead: string): boolean {
    const { program, state, sales } = this.#desk;
    return sales !== null && isControl(program, state, lead);
  }

  /**
   * A lead is as `after` without a decision.
   *
   * @param seq of the last decision
   */
  seen(before: StoredLead | undefined, after: StoredLead, seq: number): void {
    const lead = after.id;
    const nobody = { manager: null, price: null };
    const wasOpen = before === undefined || before.outcome === "open";
    const isOther = before === undefined ? after.outcome !== "open" : endsOtherwise(before, after);
    if (after.holder !== (before?.holder ?? null)) {
      const manager = after.holder === null ? null : (this.#desk.holders.get(after.holder) ?? null);
      this.#note({ ...nobody, lead, at: this.#at, kind: "given", manager }, seq);
    }
    // Of one that is closed untouched nobody knows when its manager began with it.
    if (begins(before, after) && !(wasOpen && isOther)) {
      this.#note({ ...nobody, lead, at: this.#at, kind: "touched" }, seq);
    }
    if (!isOther) return;
    const { outcome: kind, endedAt, soldFor: price } = after;
    this.#note({ ...nobody, lead, at: endedAt ?? this.#at, kind, price }, seq);
  }

  #note(outcome: Omit<Outcome, "id" | "afterSeq">, afterSeq: number): void {
    const id = this.#account.outcomeSeq + this.#outcomes.length + 1;
    const whole = { ...outcome, id, afterSeq };
    this.#outcomes.push(whole);
    this.#desk.sales?.heard(whole);
  }

  /** At most four statements, and none where nothing was heard. @param seq of the last decision */
  async write(db: Db, seq: number): Promise<void> {
    this.refresh(seq);
    const account = this.#account.id;
    await addOutcomes(db, { account, outcomes: this.#outcomes });
    const { sales } = this.#desk;
    const [shares, nextAt] = [sales?.unwritten ?? [], sales?.nextAt ?? null];
    await saveShares(db, { account, shares });
    const isRescheduled = nextAt !== this.#account.sharesAt;
    if (isRescheduled) await setSharesAt(db, account, nextAt);
    this.#moved = shares.length > 0 || isRescheduled;
    sales?.written({ seq, outcome: this.#account.outcomeSeq + this.#outcomes.length });
  }
}

function endsOtherwise(before: StoredLead, after: StoredLead): boolean {
  return before.outcome !== after.outcome || before.soldFor !== after.soldFor;
}

function begins(before: StoredLead | undefined, { givenTo, takenBy }: StoredLead): boolean {
  return givenTo !== null && takenBy.includes(givenTo) && !before?.takenBy.includes(givenTo);
}
