/**
 * Decisions of one transaction: each is made on the state that the one before has left, and all are
 * written together with what follows from them, in a number of statements that does not grow.
 */
import { decide } from "#core/decide.ts";
import type { Cause, DecisionRecord, Facts } from "#core/decision.ts";
import { waitEndsAt } from "#core/release.ts";
import { apply } from "#core/state.ts";
import { type Account, moveChain, touchState } from "#store/accounts.ts";
import { servedClients } from "#store/clients.ts";
import { insertDecisions, type NewDecision } from "#store/decisions.ts";
import type { StoredLead } from "#store/leads.ts";
import { addToLedger, type LedgerEntry, setLastReceived } from "#store/ledger.ts";
import { type NewDelivery, queueDeliveries } from "#store/outbox.ts";
import { wakePool } from "#store/pool.ts";
import { recordText } from "#store/record-text.ts";
import type { Db, LeadState } from "#store/schema.ts";
import { chainLink } from "./chain.ts";
import { Clients, claimsIn, contactIn } from "./clients.ts";
import type { Desk } from "./desks.ts";
import { moveOpenLead, openHolder } from "./open-leads.ts";

export interface Question {
  readonly lead: StoredLead;
  readonly cause: Cause;
  /** The rule's `at_most` has passed. */
  readonly waitOver?: boolean;
}

export class DecisionBatch {
  readonly #account: Account;
  readonly #desk: Desk;
  readonly #at: number;
  readonly #clients: Clients;
  readonly #decisions: NewDecision[] = [];
  readonly #deliveries: NewDelivery[] = [];
  #counted = false;
  #freed = false;
  #end: { readonly seq: number; readonly hash: string };

  /** @param account its row locked @param at epoch ms of all decisions of the batch */
  constructor(account: Account, desk: Desk, at: number) {
    this.#account = account;
    this.#desk = desk;
    this.#at = at;
    this.#clients = new Clients(desk);
    this.#end = { seq: account.chainSeq, hash: account.chainHash };
  }

  get decisions(): readonly NewDecision[] {
    return this.#decisions;
  }

  /**
   * Looks up who had the previous leads of the clients that are named in `told`, where a rule asks
   * for it. To be called once, before the first decision; one statement.
   */
  async recallClients(db: Db, told: readonly Facts[]): Promise<void> {
    if (!this.#clients.asksHistory) return;
    const contacts = [...new Set(told.flatMap((facts) => contactIn(facts) ?? []))];
    if (contacts.length === 0) return;
    this.#clients.recall(await servedClients(db, { account: this.#account.id, contacts }));
  }

  /** Somebody has fewer leads open, so that some that wait may find room. */
  get freed(): boolean {
    return this.#freed;
  }

  /** The version of the account's state after `write`. */
  get stateVersion(): number {
    return this.#account.stateVersion + (this.#movesState ? 1 : 0);
  }

  get #movesState(): boolean {
    return this.#decisions.length > 0 || this.#counted;
  }

  /** A lead is as `after` without a decision: whoever has it or had it is counted so. */
  see(before: StoredLead | undefined, after: StoredLead): void {
    const { facts, holder } = after;
    if (holder !== null && holder !== before?.holder) {
      this.#clients.given(facts, { holder, at: this.#at });
    }
    const [from, to] = [openHolder(before), openHolder(after)];
    if (from === to || !this.#desk.state.countsOpen) return;
    moveOpenLead(this.#desk, { from, to });
    this.#counted = true;
    this.#freed ||= from !== null;
  }

  /** Decides, and answers the lead as it stands then. What moves nothing is not recorded. */
  decide({ lead, cause, waitOver = false }: Question): StoredLead {
    const { program, state } = this.#desk;
    const waitsIn = lead.state === "waiting" ? lead.rule : null;
    const record = decide(program, state, {
      lead: lead.id,
      facts: this.#clients.known(lead.facts, this.#at),
      at: this.#at,
      cause,
      ...(waitsIn === null ? {} : { rule: waitsIn }),
      ...(waitsIn === null || lead.waitingSince === null ? {} : { since: lead.waitingSince }),
      ...(waitOver ? { waitOver } : {}),
    });
    if (movesNothing(record, lead)) return this.#standing(lead, record);
    apply(state, record);
    this.#append(record);
    const standing = this.#standing({ ...lead, lastDecision: this.#end.seq }, record);
    const { holder } = standing;
    // A lead that was assigned is counted by `apply`.
    if (record.kind !== "assigned") this.see(lead, standing);
    else if (holder !== null) this.#clients.given(lead.facts, { holder, at: this.#at });
    return standing;
  }

  #append(record: DecisionRecord): void {
    const text = recordText(record);
    const seq = this.#end.seq + 1;
    const hash = chainLink(this.#end.hash, text);
    this.#end = { seq, hash };
    this.#decisions.push({ seq, record, text, hash, turnsBack: null });
    const { manager, lead } = record;
    const user = manager === null ? undefined : this.#desk.users.get(manager);
    if (manager !== null && user !== undefined) {
      this.#deliveries.push({ seq, lead, manager, user });
    }
  }

  #standing(lead: StoredLead, record: DecisionRecord): StoredLead {
    const { rule, until } = record;
    const state = states[record.kind];
    if (state !== "waiting" || rule === null) {
      const holder = this.#holderOf(lead, record);
      const notWaiting = { claims: null, heldFor: null, waitEndsAt: null, wakeAt: null };
      return { ...lead, state, reason: null, holder, rule, ...notWaiting };
    }
    const since = lead.waitingSince ?? this.#at;
    const ends = waitEndsAt(this.#desk.program, rule, since);
    // A wait that is over and still could not end is asked again when somebody's shift says so.
    const waitEnds = ends !== null && ends > this.#at ? ends : null;
    const wakes = [until, waitEnds].filter((at) => at !== null);
    return {
      ...lead,
      state,
      reason: null,
      rule,
      claims: claimsIn(record.facts),
      heldFor: record.owner?.manager ?? null,
      waitingSince: since,
      waitEndsAt: waitEnds,
      wakeAt: wakes.length === 0 ? null : Math.min(...wakes),
    };
  }

  #holderOf(lead: StoredLead, { kind, manager }: DecisionRecord): string | null {
    if (kind === "left") return lead.owner;
    return manager === null ? null : (this.#desk.users.get(manager) ?? manager);
  }

  /**
   * Writes decisions, ledger, last leads, outbox and the chain's new end, and has the pool looked at
   * where somebody has room again; at most six statements.
   */
  async write(db: Db): Promise<void> {
    const account = this.#account.id;
    if (this.#freed) await wakePool(db, account, this.#at);
    if (this.#decisions.length > 0) await this.#writeDecisions(db, account);
    else if (this.#counted) await touchState(db, account);
  }

  async #writeDecisions(db: Db, account: string): Promise<void> {
    const records = this.#decisions.map(({ record }) => record);
    await insertDecisions(db, { account, decisions: this.#decisions });
    await addToLedger(db, { account, entries: entriesOf(records) });
    await setLastReceived(db, { account, received: lastReceivedOf(records) });
    await queueDeliveries(db, { account, deliveries: this.#deliveries }, this.#at);
    await moveChain(db, { account, ...this.#end });
  }
}

const states: Readonly<Record<DecisionRecord["kind"], LeadState>> = {
  assigned: "decided",
  waiting: "waiting",
  unmatched: "unmatched",
  left: "left",
};

/** Asked again, it stays where it was: that is no decision. */
function movesNothing(record: DecisionRecord, lead: StoredLead): boolean {
  if (lead.lastDecision === null) return false;
  return states[record.kind] === lead.state && record.rule === lead.rule;
}

function entriesOf(records: readonly DecisionRecord[]): readonly LedgerEntry[] {
  const sums = new Map<string, LedgerEntry>();
  for (const entry of records.flatMap(entriesIn)) {
    const key = JSON.stringify([entry.ledger, entry.rule, entry.manager]);
    const sum = sums.get(key);
    sums.set(key, {
      ...entry,
      received: entry.received + (sum?.received ?? 0),
      due: entry.due + (sum?.due ?? 0),
      balance: entry.balance + (sum?.balance ?? 0),
    });
  }
  return [...sums.values()];
}

/** What one decision gave and took: to the one who has the lead, and to all who shared in it. */
function entriesIn(record: DecisionRecord): readonly LedgerEntry[] {
  const { kind, ledger, rule, manager: chosen, members } = record;
  if (kind !== "assigned" || ledger === null || rule === null) return [];
  return members
    .filter(({ manager, credit }) => manager === chosen || credit !== 0)
    .map(({ manager, before, credit, after }) => ({
      ledger,
      rule,
      manager,
      received: manager === chosen ? 1 : 0,
      due: credit,
      balance: after - before,
    }));
}

function lastReceivedOf(records: readonly DecisionRecord[]) {
  const received = new Map<string, number>();
  for (const { kind, manager, at } of records) {
    if (kind === "assigned" && manager !== null) received.set(manager, at);
  }
  return [...received].map(([manager, at]) => ({ manager, at }));
}
