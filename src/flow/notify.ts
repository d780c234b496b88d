/**
 * Carries notices to people and programs, beside everything else: decisions write one row for each
 * and go on. A look each second, and at once where this process has something new to tell, finds
 * what is to be fanned out and what is due; each channel is sent by in a lane of its own.
 */
import { DAY_MS, HOUR_MS } from "#core/time.ts";
import { type DeliveryChannel, noticeWork } from "#store/notice-deliveries.ts";
import { forgetNotices } from "#store/notices.ts";
import { Lanes } from "./lanes.ts";
import type { Notify } from "./notify-channels.ts";
import { fanOut } from "./notify-fan.ts";
import { startListening } from "./notify-listen.ts";
import { NoticeWatch } from "./notify-live.ts";
import { sendDue } from "./notify-send.ts";

export interface Notifier {
  /** There may be something new: look now, not at the next beat. */
  look(): void;
  /** Resolves when nothing is being sent and nothing is due that may be tried. */
  idle(): Promise<void>;
  /**
   * Ends after what is being sent; what takes more than a few seconds is called off. Everything else
   * waits in the tables.
   */
  close(): Promise<void>;
}

const BEAT_MS = 1_000;
/** However much there is to tell, no more often than this. */
const APART_MS = 100;
const GRACE_MS = 3_000;
const TIDY_MS = HOUR_MS;
const KEEP_MS = 60 * DAY_MS;

export function startNotifying(notify: Notify): Notifier {
  return new Beat(notify);
}

class Beat implements Notifier {
  readonly #notify: Notify;
  readonly #lanes: Lanes;
  readonly #watch: NoticeWatch;
  readonly #listening: { close(): Promise<void> };
  #callOff: () => void = () => undefined;
  #running: Promise<void>;
  #isAsked = false;
  #isClosed = false;
  #isAway = false;
  #tidiedAt = 0;

  constructor(notify: Notify) {
    this.#notify = notify;
    this.#watch = new NoticeWatch(notify.flow);
    const batch = async (channel: string) =>
      (await sendDue(notify, channel as DeliveryChannel)) > 0;
    this.#lanes = new Lanes(batch, { most: 3, log: notify.flow.log });
    this.#listening = startListening(notify);
    this.#running = this.#beat();
  }

  look(): void {
    if (this.#isClosed || this.#isAsked) return;
    this.#isAsked = true;
    void this.#running.then(() => this.#startIn(APART_MS));
  }

  async idle(): Promise<void> {
    do {
      await this.#running;
      await this.#lanes.idle();
    } while (await this.#work());
  }

  async close(): Promise<void> {
    const { flow, channels } = this.#notify;
    this.#isClosed = true;
    this.#callOff();
    const callOff = flow.clock.after(GRACE_MS, () => channels.giveUp());
    await Promise.all([this.#listening.close(), this.#running]);
    await this.#lanes.close();
    callOff();
  }

  /** The next beat, in place of a later one. */
  #startIn(ms: number): void {
    if (this.#isClosed) return;
    this.#callOff();
    this.#callOff = this.#notify.flow.clock.after(ms, () => {
      this.#isAsked = false;
      this.#running = this.#beat();
    });
  }

  async #beat(): Promise<void> {
    const { log } = this.#notify.flow;
    try {
      await this.#work();
      await this.#tidy();
      this.#isAway = false;
    } catch (error) {
      // Said once, not every second of an outage.
      if (!this.#isAway) log.error({ err: error }, "notices cannot be looked through");
      this.#isAway = true;
    }
    this.#startIn(BEAT_MS);
  }

  /** @returns whether there was anything to do that may be done now */
  async #work(): Promise<boolean> {
    const { flow, breakers } = this.#notify;
    const now = flow.clock.now();
    await this.#watch.look();
    let { fan, send } = await noticeWork(flow.database.kysely, now);
    if (fan) {
      while ((await fanOut(this.#notify)) > 0);
      send = (await noticeWork(flow.database.kysely, flow.clock.now())).send;
    }
    const ready = send.filter((channel) => breakers[channel].allowed(now, 1) > 0);
    for (const channel of ready) this.#lanes.kick(channel);
    return fan || ready.length > 0;
  }

  async #tidy(): Promise<void> {
    const { database, clock } = this.#notify.flow;
    const now = clock.now();
    if (now < this.#tidiedAt + TIDY_MS) return;
    this.#tidiedAt = now;
    await forgetNotices(database.kysely, now - KEEP_MS);
  }
}
