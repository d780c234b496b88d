/**
 * Sends what is due by one channel. Nothing here holds up anything else: every channel is sent by on
 * its own, a few messages at once, each with an end to its patience; a channel that does not work is
 * left alone for a while.
 *
 * A delivery is claimed before it is sent and settled after. Whoever dies between the other side's
 * «yes» and our note of it leaves it claimed, and after the claim's end it is sent once more, with
 * the same key: a mailbox knows it by its Message-ID and a webhook by its delivery's name; only a
 * chat shows it twice. The same goes for an answer that was lost on the way.
 */
import { type Channel, ChannelFailure, type Message } from "#notify/port.ts";
import {
  claimDeliveries,
  type DeliveryChannel,
  type DueDelivery,
  dropDeliveries,
  postponeDelivery,
  settleDelivery,
} from "#store/notice-deliveries.ts";
import type { Notify } from "./notify-channels.ts";
import { messageOf } from "./notify-message.ts";
import { uselessness } from "./notify-use.ts";

/** Messages of a channel under way at once. */
const UNDER_WAY_MAX = 4;
/** Longer than any channel may take for one message. */
const CLAIM_MS = 120_000;
/** With the waits between them a little more than two hours. */
const ATTEMPTS_MAX = 20;

/** How long to wait after so many attempts: 2 s, doubling to ten minutes. */
function pauseMs(attempts: number): number {
  return Math.min(1_000 * 2 ** Math.min(attempts, 16), 600_000);
}

/** What an administrator must mend is looked at again after so long. */
const UNUSABLE_MS = 10_000;

/** @returns how many deliveries were looked at: 0 when nothing is due, or nothing may be tried */
export async function sendDue(notify: Notify, channel: DeliveryChannel): Promise<number> {
  const { database, clock } = notify.flow;
  const now = clock.now();
  const opened = await notify.open(channel);
  const breaker = notify.breakers[channel];
  if (opened.state === "off") {
    await dropDeliveries(database.kysely, { channel, error: "The channel was switched off." }, now);
    return 0;
  }
  const limit = breaker.allowed(now, UNDER_WAY_MAX);
  if (limit === 0) return 0;
  if (opened.state === "unusable") {
    breaker.failed({ reason: opened.reason, retryAfterMs: UNUSABLE_MS }, now);
    return 0;
  }
  const wanted = { channel, limit, until: now + CLAIM_MS };
  const due = await claimDeliveries(database.kysely, wanted, now);
  const sender = new Sender(notify, opened.channel);
  await Promise.all(due.map((delivery) => sender.deal(delivery)));
  return due.length;
}

/** How a delivery ended, and why if not well. */
interface Outcome {
  readonly state: "sent" | "failed" | "stale";
  readonly error: string | null;
}

class Sender {
  readonly #notify: Notify;
  readonly #channel: Channel;

  constructor(notify: Notify, channel: Channel) {
    this.#notify = notify;
    this.#channel = channel;
  }

  async deal(delivery: DueDelivery): Promise<void> {
    const early = outcomeBefore(delivery, this.#notify.flow.clock.now());
    if (early !== null) return this.#settle(delivery, early);
    try {
      const message = await this.#compose(delivery);
      if (message !== null) await this.#channel.send(message);
    } catch (error) {
      if (!(error instanceof ChannelFailure)) throw error;
      return this.#afterFailure(delivery, error);
    }
    this.#notify.breakers[delivery.channel].succeeded();
    await this.#settle(delivery, { state: "sent", error: null });
  }

  /** Null: the account is gone. */
  async #compose(delivery: DueDelivery): Promise<Message | null> {
    const { flow, publicUrl } = this.#notify;
    const account = await flow.account(delivery.account);
    if (account === null) return null;
    const program = await flow.desks.program(flow.database.kysely, account);
    return messageOf(delivery, { account, program, publicUrl }, flow.clock.now());
  }

  async #settle(delivery: DueDelivery, outcome: Outcome): Promise<void> {
    const { database, clock, metrics } = this.#notify.flow;
    const { channel } = delivery;
    metrics.count("smena_notices_total", { channel, outcome: outcome.state });
    await settleDelivery(database.kysely, delivery, { ...outcome, at: clock.now() });
  }

  async #afterFailure(delivery: DueDelivery, failure: ChannelFailure): Promise<void> {
    const { log, database, clock, metrics } = this.#notify.flow;
    const { channel, account, notice, attempts } = delivery;
    const { kind, message, retryAfterMs } = failure;
    const now = clock.now();
    if (kind === "unavailable") {
      this.#notify.breakers[channel].failed({ reason: message, retryAfterMs }, now);
    }
    if (kind === "refused" || attempts >= ATTEMPTS_MAX) {
      log.warn({ account, notice, channel, reason: message }, "a notice is given up");
      return this.#settle(delivery, { state: "failed", error: message });
    }
    metrics.count("smena_notices_total", { channel, outcome: "postponed" });
    const dueAt = now + Math.max(retryAfterMs ?? 0, pauseMs(attempts));
    await postponeDelivery(database.kysely, delivery, { dueAt, error: message });
  }
}

/** What is decided without sending anything; null: it is to be sent. */
function outcomeBefore(delivery: DueDelivery, now: number): Outcome | null {
  const useless = uselessness(delivery, now);
  if (useless !== null) return { state: "stale", error: useless };
  if (delivery.address === null) {
    return { state: "failed", error: "The recipient has no address for this channel any more." };
  }
  // Whatever breaks us each time must not be tried for ever.
  return delivery.attempts > ATTEMPTS_MAX
    ? { state: "failed", error: "It broke the sender." }
    : null;
}
