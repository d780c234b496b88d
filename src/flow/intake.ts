/**
 * Takes events in. An event is acknowledged when it is on disk, in the inbox or, while the database
 * is away, in the spool; whatever becomes of it later, it is not lost.
 */
import type { Facts } from "#core/decision.ts";
import { type IncomingEvent, keepEvents } from "#store/inbox.ts";
import { knownLeads } from "#store/leads.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { sha256 } from "./chain.ts";
import type { Flow } from "./flow.ts";
import { GroupCommit } from "./group-commit.ts";
import type { ToldEnd } from "./lead-ends.ts";
import { endBody, leadBody } from "./signals.ts";

export interface SubmittedLead {
  readonly account: string;
  readonly lead: string;
  readonly name: string;
  readonly facts: Facts;
}

export interface Intake {
  /**
   * Keeps a webhook's body as it came.
   *
   * @throws only where neither the database nor the spool can keep it
   */
  webhook(event: { readonly account: string; readonly body: string }): Promise<void>;
  /** @returns false where the lead was handed in before: nothing is decided twice */
  lead(lead: SubmittedLead): Promise<boolean>;
  /** Keeps what became of a lead of an account without a CRM. */
  outcome(told: {
    readonly account: string;
    readonly lead: string;
    readonly end: ToldEnd;
  }): Promise<void>;
  /** Brings what was spooled into the inbox. @returns how many events */
  replay(): Promise<number>;
  settled(): Promise<void>;
}

/** The CRM waits two seconds for its answer; a database that takes longer than this counts as away. */
const PATIENCE_MS = 1_200;
/** After that the spool is used at once for so long, so that nobody waits for nothing. */
const AWAY_MS = 1_000;

export function createIntake(flow: Flow): Intake {
  const group = new GroupCommit((events: readonly IncomingEvent[]) => writer.write(events));
  const writer = new InboxWriter(flow);
  return {
    async webhook({ account, body }) {
      const receivedAt = flow.clock.now();
      const dedupeKey = sha256(body);
      await group.add({ account, origin: "webhook", body, dedupeKey, receivedAt });
      flow.metrics.count("smena_events_received_total", { origin: "webhook" });
      flow.metrics.observe("smena_intake_seconds", (flow.clock.now() - receivedAt) / 1_000);
      flow.kick(account, "decide");
    },
    async lead({ account, lead, name, facts }) {
      if (await isKnown(flow, { account, ids: [lead] })) return false;
      const receivedAt = flow.clock.now();
      const body = leadBody({ lead, name, facts });
      const dedupeKey = `api ${lead}`;
      const fresh = await group.add({ account, origin: "api", body, dedupeKey, receivedAt });
      flow.metrics.count("smena_events_received_total", { origin: "api" });
      flow.kick(account, "decide");
      return fresh;
    },
    async outcome({ account, lead, end }) {
      const receivedAt = flow.clock.now();
      const body = endBody(lead, end);
      // The same may happen to a lead again: what is told twice changes nothing the second time.
      const dedupeKey = `api end ${globalThis.crypto.randomUUID()}`;
      await group.add({ account, origin: "api", body, dedupeKey, receivedAt });
      flow.metrics.count("smena_events_received_total", { origin: "api" });
      flow.kick(account, "decide");
    },
    replay: () => writer.replay(),
    settled: () => group.settled(),
  };
}

async function isKnown(flow: Flow, leads: { account: string; ids: string[] }): Promise<boolean> {
  try {
    return (await knownLeads(flow.database.kysely, leads)).size > 0;
  } catch (error) {
    if (isDatabaseAway(error)) return false;
    throw error;
  }
}

class InboxWriter {
  readonly #flow: Flow;
  #awayUntil = 0;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** @returns of each event whether it is new; a spooled one counts as new */
  async write(events: readonly IncomingEvent[]): Promise<readonly boolean[]> {
    const { clock } = this.#flow;
    if (clock.now() < this.#awayUntil) return this.#spool(events);
    try {
      const fresh = await this.#inTime(this.#keep(events));
      return events.map(({ account, dedupeKey }) => fresh.has(`${account} ${dedupeKey}`));
    } catch (error) {
      if (!(error instanceof TooSlow) && !isDatabaseAway(error)) throw error;
      this.#awayUntil = clock.now() + AWAY_MS;
      return this.#spool(events);
    }
  }

  async replay(): Promise<number> {
    const accounts = new Set<string>();
    const replayed = await this.#flow.spool.replay(async (events) => {
      await this.#keep(events);
      for (const { account } of events) accounts.add(account);
    });
    for (const account of accounts) this.#flow.kick(account, "decide");
    return replayed;
  }

  #keep(events: readonly IncomingEvent[]): Promise<ReadonlySet<string>> {
    return keepEvents(this.#flow.database.kysely, events, this.#flow.worker);
  }

  async #spool(events: readonly IncomingEvent[]): Promise<readonly boolean[]> {
    await this.#flow.spool.append(events);
    this.#flow.metrics.count("smena_events_spooled_total", {}, events.length);
    return events.map(() => true);
  }

  /** The statement may still succeed when nobody waits for it any more: an event is kept once. */
  #inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const callOff = this.#flow.clock.after(PATIENCE_MS, () => reject(new TooSlow()));
      work.then(resolve, reject).finally(callOff);
    });
  }
}

class TooSlow extends Error {
  override readonly name = "TooSlow";
}
