/**
 * Asks Telegram for what people say to the bot. Of all processes one asks, by a lease that it renews
 * with every question; whoever dies is replaced. An update is passed only after it was worked on, so
 * a crash lets it be worked on twice and never not at all: what the bot does can be done twice.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { ChannelFailure, type ChatUpdate } from "#notify/port.ts";
import { botPlace, giveBot, passUpdate, takeBot } from "#store/chat-bots.ts";
import type { Flow } from "./flow.ts";
import { answerUpdate } from "./notify-bot.ts";
import type { Notify, OpenBot } from "./notify-channels.ts";

/** How long Telegram keeps a question open that it has nothing to answer yet. */
const WAIT_SECONDS = 25;
/** Longer than a question and its time-out together. */
const LEASE_MS = 90_000;
/** Until somebody sets a bot up, another process dies, or Telegram is well again. */
const PAUSE_MS = 5_000;
/**
 * After a week of silence Telegram numbers updates from anywhere. Everything older was confirmed
 * long ago then, so whatever it has is new.
 */
const NUMBERS_HOLD_MS = 6 * 24 * 3_600_000;
/** An update that cannot be answered though Telegram is reachable does not keep the others waiting. */
const ATTEMPTS_MAX = 5;

/** @returns its end: resolves when the last update is worked on */
export function startListening(notify: Notify): { close(): Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  let isDeaf = false;
  const ask = async () => {
    try {
      const heard = await askOnce(notify, signal);
      isDeaf = false;
      return heard;
    } catch (error) {
      // Said once, not at every attempt of an outage.
      if (!(signal.aborted || isDeaf))
        notify.flow.log.warn({ err: error }, "the bot hears nothing");
      isDeaf = true;
      return null;
    }
  };
  const listening = (async () => {
    while (!signal.aborted) {
      if ((await ask()) === null) await pause(notify.flow, signal);
    }
    await letGo(notify).catch(() => undefined);
  })();
  return {
    async close() {
      ending.abort();
      await listening;
    },
  };
}

/** @returns how many updates were worked on; null: there is nothing to ask, or not for us */
export async function askOnce(notify: Notify, signal: AbortSignal): Promise<number | null> {
  const { flow } = notify;
  const db = flow.database.kysely;
  const opened = await notify.bot();
  if (opened.state !== "open" || opened.channel.settings.updates !== "asked") return null;
  const bot = opened.channel;
  const now = flow.clock.now();
  const lease = { bot: bot.id, holder: flow.worker, until: now + LEASE_MS };
  const place = await takeBot(db, lease, now);
  if (place === null) return null;
  const from = now - place.lastAt > NUMBERS_HOLD_MS ? 0 : place.next;
  const updates = await ask(bot, { from, signal });
  for (const update of updates) await workOn(notify, bot, update);
  return updates.length;
}

async function ask(
  bot: OpenBot,
  { from, signal }: { readonly from: number; readonly signal: AbortSignal },
): Promise<readonly ChatUpdate[]> {
  try {
    return await bot.updates({ from, waitSeconds: WAIT_SECONDS, signal });
  } catch (error) {
    // Somebody has told Telegram to send updates elsewhere; here it was set up that we ask.
    if (error instanceof ChannelFailure && / 409: /.test(error.message)) await bot.listenAt(null);
    throw error;
  }
}

/** @throws ChannelFailure where the bot cannot answer now: the update is worked on again later */
async function workOn(notify: Notify, bot: OpenBot, update: ChatUpdate): Promise<void> {
  const { database, clock, log } = notify.flow;
  try {
    await answerUpdate(notify, bot, update);
  } catch (error) {
    if (isWorthAnother(notify, update, error)) throw error;
    // Who has blocked the bot, or a bug of ours, must not keep all others from being heard.
    log.warn({ update: update.id, err: error }, "an update of the bot could not be worked on");
  }
  notify.botAttempts.delete(update.id);
  await passUpdate(database.kysely, { bot: bot.id, id: update.id }, clock.now());
}

function isWorthAnother({ botAttempts }: Notify, { id }: ChatUpdate, error: unknown): boolean {
  if (!(error instanceof ChannelFailure) || error.kind !== "unavailable") return false;
  const attempts = (botAttempts.get(id) ?? 0) + 1;
  botAttempts.set(id, attempts);
  return attempts < ATTEMPTS_MAX;
}

/**
 * An update that Telegram has sent to us by itself.
 *
 * @returns false: the secret is not ours, or no bot is set up so
 * @throws ChannelFailure where it should be sent again
 */
export async function hearUpdate(
  notify: Notify,
  { secret, body }: { readonly secret: string; readonly body: unknown },
): Promise<boolean> {
  const opened = await notify.bot();
  if (opened.state !== "open" || opened.channel.settings.updates !== "hook") return false;
  const bot = opened.channel;
  if (!isSame(secret, bot.settings.hookSecret)) return false;
  const update = bot.read(body);
  if (update === null) return true;
  const { database, clock } = notify.flow;
  const { next, lastAt } = await botPlace(database.kysely, bot.id);
  const isRepeated = update.id < next && clock.now() - lastAt <= NUMBERS_HOLD_MS;
  if (!isRepeated) await workOn(notify, bot, update);
  return true;
}

async function letGo(notify: Notify): Promise<void> {
  const opened = await notify.bot();
  if (opened.state !== "open") return;
  const { database, worker } = notify.flow;
  await giveBot(database.kysely, { bot: opened.channel.id, holder: worker });
}

function pause({ clock }: Flow, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(PAUSE_MS, resolve);
    const end = () => {
      callOff();
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

/** Compares in constant time; hashing first makes the lengths equal. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
