/**
 * Decisions of one transaction: each is made on the state that the one before has left, and all are
 * written together with what follows from them, in a number of statements that does not grow.
 */
import { decide } from "#core/decide.ts";
import type { Cause, Charge, DecisionRecord, Facts } from "#core/decision.ts";
import { chargeOf } from "#core/redistribution/charge.ts";
import type { HeldLead } from "#core/redistribution/held-lead.ts";
import { apply } from "#core/state.ts";
import { type Account, moveChain, touchState } from "#store/accounts.ts";
import { saveArrears } from "#store/arrears.ts";
import { servedClients } from "#store/clients.ts";
import { insertDecisions, type NewDecision, recordsBySeq } from "#store/decisions.ts";
import type { StoredLead } from "#store/leads.ts";
import { book } from "#store/ledger.ts";
import { type AnnulledPair, annul, type LeadBefore } from "#store/move-leads.ts";
import { type NewDelivery, queueDeliveries } from "#store/outbox.ts";
import { wakePool } from "#store/pool.ts";
import { recordText } from "#store/record-text.ts";
import type { Db } from "#store/schema.ts";
import { arrearsAfter } from "./arrears.ts";
import { chainLink } from "./chain.ts";
import { Clients, contactIn } from "./clients.ts";
import { decidedLead, leadAsBefore, leadStates } from "./decided-lead.ts";
import { noticesOf } from "./decision-notices.ts";
import type { Desk } from "./desks.ts";
import { heldLead, holdingAfter } from "./holding.ts";
import { type Booking, entriesOf } from "./ledger-entries.ts";
import { type Notice, queueNotices } from "./notices.ts";
import { offerNotices } from "./offers-notices.ts";
import { moveOpenLead, openHolder } from "./open-leads.ts";
import { SalesNotes } from "./sales-notes.ts";

export interface Question {
  readonly lead: StoredLead;
  readonly cause: Cause;
  /** The rule's `at_most` has passed. */
  readonly waitOver?: boolean;
  /** Who of those before whom it lies has accepted; nobody: its time is over. */
  readonly accepted?: readonly string[];
}

export class DecisionBatch {
  readonly #account: Account;
  readonly #desk: Desk;
  readonly #at: number;
  readonly #clients: Clients;
  readonly #sales: SalesNotes;
  readonly #decisions: NewDecision[] = [];
  readonly #bookings: Booking[] = [];
  readonly #deliveries: NewDelivery[] = [];
  readonly #calledOff: string[] = [];
  readonly #notices: Notice[] = [];
  readonly #begun = new Set<string>();
  readonly #annulled: AnnulledPair[] = [];
  /** Decisions that may be turned back, by number: those of the batch, and those recalled. */
  readonly #records = new Map<number, DecisionRecord>();
  #counted = false;
  #freed = false;
  #end: { readonly seq: number; readonly hash: string };

  /** @param account its row locked @param at epoch ms of all decisions of the batch */
  constructor(account: Account, desk: Desk, at: number) {
    this.#account = account;
    this.#desk = desk;
    this.#at = at;
    this.#clients = new Clients(desk);
    this.#sales = new SalesNotes(account, desk, at);
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

  /** Looks up what the last decisions about leads have cost. To be called before they are moved; one statement. */
  async recallCharges(db: Db, leads: readonly StoredLead[]): Promise<void> {
    const seqs = leads.flatMap(({ lastDecision }) => lastDecision ?? []);
    const records = await recordsBySeq(db, { account: this.#account.id, seqs });
    for (const [seq, record] of records) this.#records.set(seq, record);
  }

  /** What the decision has cost by which `manager` has the lead; null: he has it by none. */
  chargeOf({ lastDecision }: StoredLead, manager: string): Charge | null {
    const record = lastDecision === null ? undefined : this.#records.get(lastDecision);
    return record === undefined || record.manager !== manager ? null : chargeOf(record);
  }

  /** The lead as it can be redistributed; null: nobody holds it by a rule's decision. */
  held(lead: StoredLead): HeldLead | null {
    const charge = lead.givenTo === null ? null : this.chargeOf(lead, lead.givenTo);
    return heldLead(lead, { facts: this.known(lead), charge });
  }

  /** The lead's facts with its client's managers, as rules ask for them. */
  known({ facts }: Pick<StoredLead, "facts">): Facts {
    return this.#clients.known(facts, this.#at);
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
    return this.#decisions.length > 0 || this.#counted || this.#sales.moved;
  }

  /** A lead is as `after` without a decision: whoever has it or had it is counted so. */
  see(before: StoredLead | undefined, after: StoredLead): void {
    this.#sales.seen(before, after, this.#end.seq);
    this.#reckon(before, after);
  }

  #reckon(before: StoredLead | undefined, after: StoredLead): void {
    const { facts, holder, givenTo, takenBy } = after;
    this.#tellOfOffer(before, after);
    if (givenTo !== null && takenBy.includes(givenTo) && !before?.takenBy.includes(givenTo)) {
      this.#begun.add(givenTo);
    }
    if (after.stopped === "flips" && before?.stopped !== "flips") this.#tellOfFight(after);
    if (holder !== null && holder !== before?.holder) {
      this.#clients.given(facts, { holder, at: this.#at });
    }
    const [from, to] = [openHolder(before), openHolder(after)];
    if (from === to || !this.#desk.state.countsOpen) return;
    moveOpenLead(this.#desk, { from, to });
    this.#counted = true;
    this.#freed ||= from !== null;
  }

  #tellOfFight({ id, flips, lastDecision }: StoredLead): void {
    const about = { lead: id, decision: lastDecision, at: this.#at };
    this.tell({ kind: "stopped_fight", params: { flips }, to: { role: "head" }, ...about });
  }

  #tellOfOffer(before: StoredLead | undefined, after: StoredLead): void {
    this.#notices.push(...offerNotices(before, after, { desk: this.#desk, at: this.#at }));
  }

  /** Queues a notice; those of the decisions themselves are queued by `book`. */
  tell(notice: Notice): void {
    this.#notices.push(notice);
  }

  /** What there is to tell so far, for the caller to queue in his own way: `write` does not any more. */
  takeNotices(): readonly Notice[] {
    return this.#notices.splice(0);
  }

  /** Decides, and answers the lead as it stands then. What moves nothing is not recorded. */
  decide(question: Question): StoredLead {
    const { lead } = question;
    const record = this.ask(question);
    if (!movesNothing(record, lead)) return this.book(lead, record);
    const offer = { offeredTo: record.offer?.to ?? null, offerUntil: record.offer?.until ?? null };
    const standing = { ...this.#standing(lead, record), ...offer, declined: [] };
    this.#tellOfOffer(lead, standing);
    return standing;
  }

  /** The answer to a question, on the desk's state as it is now; nothing follows from it yet. */
  ask({ lead, cause, waitOver = false, accepted }: Question): DecisionRecord {
    const { program, state } = this.#desk;
    const { missed } = lead;
    const waitsIn = lead.state === "waiting" ? lead.rule : null;
    this.#sales.refresh(this.#end.seq);
    return decide(program, state, {
      lead: lead.id,
      facts: this.known(lead),
      at: this.#at,
      cause,
      ...(waitsIn === null ? {} : { rule: waitsIn }),
      ...(waitsIn === null || lead.waitingSince === null ? {} : { since: lead.waitingSince }),
      ...(waitOver ? { waitOver } : {}),
      ...(accepted === undefined ? {} : { accepted }),
      ...(missed.length === 0 ? {} : { move: { from: null, missed } }),
      ...(this.#sales.isControl(lead.id) ? { control: true } : {}),
    });
  }

  /**
   * Takes in a decision that was made on the desk's state as it is now, and answers the lead as it
   * stands then.
   */
  book(lead: StoredLead, record: DecisionRecord): StoredLead {
    const turned = this.#turnedBackBy(lead, record);
    apply(this.#desk.state, record);
    this.#append(record, turned);
    const decided = { ...lead, lastDecision: this.#end.seq };
    const holding = holdingAfter(this.#desk.program, record, { lead, seq: this.#end.seq });
    const standing = { ...this.#standing(decided, record), ...holding };
    const gaveRule = lead.rule;
    const { program } = this.#desk;
    this.#notices.push(...noticesOf(program, { record, seq: this.#end.seq, gaveRule }));
    const from = record.move?.from ?? null;
    if (from !== null) this.#freed ||= this.#desk.state.countsOpen;
    if (from !== null && record.kind !== "assigned") this.#calledOff.push(lead.id);
    const { holder } = standing;
    // `apply` has counted whoever was given the lead, and whoever lost it.
    if (record.kind !== "assigned" && from === null) {
      this.#reckon(lead, standing);
      return standing;
    }
    this.#tellOfOffer(lead, standing);
    if (holder !== null) this.#clients.given(lead.facts, { holder, at: this.#at });
    return standing;
  }

  /** Takes in the undoing of the lead's last decision: it stands as it did before that. */
  putBack(lead: StoredLead, before: LeadBefore, record: DecisionRecord): StoredLead {
    const turned = this.#turnedBackBy(lead, record);
    apply(this.#desk.state, record);
    this.#append(record, turned);
    const { seq } = this.#end;
    if (turned !== null) this.#annulled.push({ moved: turned, back: seq });
    if (record.manager === null) this.#calledOff.push(lead.id);
    const user = before.holder ?? before.owner;
    // Whoever is no manager of ours has it again by a write of its own.
    if (record.manager === null && user !== null && this.#account.crm !== "none") {
      this.#deliveries.push({ seq, lead: lead.id, manager: "", user });
    }
    this.#notices.push(...noticesOf(this.#desk.program, { record, seq, gaveRule: lead.rule }));
    this.#freed ||= this.#desk.state.countsOpen;
    return leadAsBefore(lead, before, this.#at);
  }

  /** The decision that the record takes back. */
  #turnedBackBy(lead: StoredLead, record: DecisionRecord): number | null {
    if (record.move?.turnedBack === undefined) return null;
    const { lastDecision } = lead;
    if (lastDecision !== null && this.#records.has(lastDecision)) return lastDecision;
    throw new Error(`The charge of lead ${lead.id} was not recalled before it was turned back.`);
  }

  #append(record: DecisionRecord, turnsBack: number | null): void {
    const text = recordText(record);
    const seq = this.#end.seq + 1;
    const hash = chainLink(this.#end.hash, text);
    this.#end = { seq, hash };
    this.#records.set(seq, record);
    this.#decisions.push({ seq, record, text, hash, turnsBack });
    this.#sales.decided(record);
    const turned = turnsBack === null ? null : (this.#records.get(turnsBack) ?? null);
    this.#bookings.push({ record, turned });
    const { manager, lead } = record;
    const user = manager === null ? undefined : this.#desk.users.get(manager);
    if (manager !== null && user !== undefined) {
      this.#deliveries.push({ seq, lead, manager, user });
    }
  }

  #standing(lead: StoredLead, record: DecisionRecord): StoredLead {
    return decidedLead(lead, record, { desk: this.#desk, at: this.#at });
  }

  /**
   * Writes decisions, ledger, outbox, notices and the chain's new end, and has the pool looked at
   * where somebody has room again; at most eleven statements.
   */
  async write(db: Db): Promise<void> {
    const account = this.#account.id;
    if (this.#freed) await wakePool(db, account, this.#at);
    await insertDecisions(db, { account, decisions: this.#decisions });
    await annul(db, { account, pairs: this.#annulled });
    await book(db, { account, ...this.#booked() });
    const deliveries = { deliveries: this.#deliveries, calledOff: this.#calledOff };
    await queueDeliveries(db, { account, ...deliveries }, this.#at);
    await queueNotices(db, account, this.#notices);
    const records = this.#decisions.map(({ record }) => record);
    await saveArrears(db, { account, arrears: arrearsAfter(records, this.#desk.state) });
    await this.#sales.write(db, this.#end.seq);
    if (this.#decisions.length > 0) await moveChain(db, { account, ...this.#end });
    else if (this.#counted || this.#sales.moved) await touchState(db, account);
  }

  #booked() {
    const entries = entriesOf(this.#bookings);
    // What was put back had never left him: it is no later lead of his.
    const receivers = this.#bookings.flatMap(({ record: { kind, manager, move } }) =>
      kind === "assigned" && move?.restores === undefined ? (manager ?? []) : [],
    );
    const { indexOf, lastAt } = this.#desk.state;
    const received = [...new Set(receivers)].map((manager) => {
      const at = lastAt[indexOf.get(manager) ?? -1];
      return { manager, at: at ?? this.#at };
    });
    return { entries, received, begun: [...this.#begun] };
  }
}

/** Asked again, it stays where it was: that is no decision. */
function movesNothing(record: DecisionRecord, lead: StoredLead): boolean {
  if (lead.lastDecision === null) return false;
  return leadStates[record.kind] === lead.state && record.rule === lead.rule;
}
