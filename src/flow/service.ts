/**
 * The service's engine: does the work of every account as it turns up. What has to be done stands in
 * the tables; a kick only says «look now», and a pulse each second finds what nobody kicked for: the
 * end of a wait, a repeat, what a process that died has left.
 */
import { listAccounts } from "#store/accounts.ts";
import { dueWork, nextWake } from "#store/due-work.ts";
import { forgetEvents } from "#store/inbox.ts";
import { attendBatch } from "./availability-clock.ts";
import { decideBatch } from "./decide.ts";
import { deliverAccount } from "./deliver.ts";
import { createFlow, type Flow, type Work } from "./flow.ts";
import { importBatch } from "./history-import-batch.ts";
import { createIntake, type Intake } from "./intake.ts";
import { Lanes } from "./lanes.ts";
import { learnBatch } from "./learn.ts";
import { moveBatch } from "./moves-batch.ts";
import type { FlowPorts } from "./ports.ts";
import { READ_MAX } from "./read-back.ts";
import { releaseBatch } from "./release.ts";
import { sweepAccount } from "./sweep.ts";
import { SweepTimes } from "./sweep-times.ts";
import { watchBatch } from "./watch.ts";

export interface RunningFlow {
  readonly flow: Flow;
  readonly intake: Intake;
  /** Resolves when nothing is being done and nothing is due. */
  idle(): Promise<void>;
  /** Ends after what is being done; leaves no timer behind. Everything else waits in the tables. */
  close(): Promise<void>;
}

const PULSE_MS = 1_000;
const SWEEP_MS = 60_000;
/** How often accounts are looked through for new ones. */
const LIST_MS = 5_000;
const TIDY_MS = 3_600_000;
const KEEP_EVENTS_MS = 48 * 3_600_000;

/** Lanes at once by kind: deciding is the database's work, delivering mostly waits for CRMs. */
const most: Readonly<Record<Work, number>> = {
  decide: 32,
  release: 8,
  watch: 8,
  deliver: 64,
  sweep: 8,
  attend: 8,
  move: 8,
  learn: 2,
  import: 2,
};

/** Starts with a first pulse, which picks up everything that is unfinished. */
export function startFlow(ports: FlowPorts): RunningFlow {
  const engine = new Engine(ports);
  engine.start();
  return engine;
}

class Engine implements RunningFlow {
  readonly flow: Flow;
  readonly intake: Intake;
  readonly #lanes: Readonly<Record<Work, Lanes>>;
  readonly #sweeps: SweepTimes;
  #listedAt = 0;
  #tidiedAt = 0;
  #callOff: () => void = () => undefined;
  #pulse: Promise<void> = Promise.resolve();
  #isAway = false;
  #isClosed = false;

  constructor(ports: FlowPorts) {
    const flow = createFlow(ports, (account, work) => this.#lanes[work].kick(account));
    const lanes = (work: Work, batch: (account: string) => Promise<boolean>) =>
      new Lanes(batch, { most: most[work], log: ports.log });
    this.flow = flow;
    this.#sweeps = new SweepTimes(ports.sweepMs ?? SWEEP_MS);
    this.intake = createIntake(flow);
    this.#lanes = {
      decide: lanes("decide", async (account) => (await decideBatch(flow, account)) > 0),
      release: lanes("release", async (account) => (await releaseBatch(flow, account)) > 0),
      watch: lanes("watch", async (account) => (await watchBatch(flow, account)) > 0),
      deliver: lanes(
        "deliver",
        async (account) => (await deliverAccount(flow, account)) >= READ_MAX,
      ),
      sweep: lanes("sweep", async (account) => (await sweepAccount(flow, account)) < 0),
      attend: lanes("attend", async (account) => (await attendBatch(flow, account)) < 0),
      move: lanes("move", async (account) => (await moveBatch(flow, account)) > 0),
      import: lanes("import", async (account) => (await importBatch(flow, account)) > 0),
      learn: lanes("learn", async (account) => (await learnBatch(flow, account)) < 0),
    };
  }

  start(): void {
    this.#pulse = this.#beat();
  }

  async idle(): Promise<void> {
    await this.#pulse;
    do {
      await this.intake.settled();
      for (const lanes of Object.values(this.#lanes)) await lanes.idle();
    } while (await this.#kickDue());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff();
    await this.#pulse;
    await this.intake.settled();
    await Promise.all(Object.values(this.#lanes).map((lanes) => lanes.close()));
  }

  async #beat(): Promise<void> {
    let waitMs = PULSE_MS;
    try {
      await this.#kickDue();
      await this.#sweepDue();
      await this.#bringBackSpooled();
      await this.#tidy();
      waitMs = await this.#untilNext();
      this.#isAway = false;
    } catch (error) {
      // Said once, not every second of an outage.
      if (!this.#isAway) this.flow.log.error({ err: error }, "the database does not answer");
      this.#isAway = true;
    }
    if (this.#isClosed) return;
    this.#callOff = this.flow.clock.after(waitMs, () => this.start());
  }

  /** @returns whether anything is due */
  async #kickDue(): Promise<boolean> {
    const { database, worker, clock } = this.flow;
    const due = await dueWork(database.kysely, worker, clock.now());
    for (const { account, ...work } of due) {
      for (const kind of [
        "decide",
        "release",
        "watch",
        "deliver",
        "attend",
        "move",
        "learn",
        "import",
      ] as const) {
        if (work[kind]) this.flow.kick(account, kind);
      }
    }
    return due.length > 0;
  }

  async #sweepDue(): Promise<void> {
    const { database, clock } = this.flow;
    const now = clock.now();
    if (now >= this.#listedAt + LIST_MS) {
      this.#listedAt = now;
      const accounts = await listAccounts(database.kysely);
      this.#sweeps.know(
        accounts.map(({ id }) => id),
        now,
      );
    }
    for (const id of this.#sweeps.due(now)) this.flow.kick(id, "sweep");
  }

  async #bringBackSpooled(): Promise<void> {
    const replayed = await this.intake.replay();
    if (replayed > 0) this.flow.log.info({ events: replayed }, "spooled events are in the inbox");
  }

  async #tidy(): Promise<void> {
    const now = this.flow.clock.now();
    if (now < this.#tidiedAt + TIDY_MS) return;
    this.#tidiedAt = now;
    await forgetEvents(this.flow.database.kysely, now - KEEP_EVENTS_MS);
  }

  /** What is to happen at a moment happens on time, not at the next beat. */
  async #untilNext(): Promise<number> {
    const wake = await nextWake(this.flow.database.kysely);
    const inMs = wake === null ? PULSE_MS : wake - this.flow.clock.now();
    return Math.min(Math.max(inMs, 20), PULSE_MS);
  }
}
