/** Sets channels up. What cannot be used is refused before anything of it is kept. */
import { randomBytes } from "node:crypto";
import { ChannelFailure, type Message } from "#notify/port.ts";
import type { DeliveryChannel } from "#store/notice-deliveries.ts";
import { noticePerson } from "#store/notice-people.ts";
import { type Notify, openBot } from "./notify-channels.ts";
import {
  type BotSettings,
  type ChannelSettings,
  readChannelIfAny,
  saveChannel,
} from "./notify-settings.ts";
import { testWords } from "./notify-words.ts";

/** By channel: null switches it off; what is left out stays as it is, and so does a secret. */
export interface ChannelChanges {
  readonly email?: { readonly url?: string; readonly from: string } | null;
  readonly telegram?: {
    readonly token?: string;
    readonly base: string;
    readonly updates: "asked" | "hook";
  } | null;
  readonly webhook?: { readonly url?: string; readonly secret?: string } | null;
}

/** Where Telegram sends updates, below the service's public address. */
export const TELEGRAM_HOOK = "/hooks/telegram";

/** @returns why the settings cannot be used, and nothing is changed; null: they are in use */
export async function setUpChannels(
  notify: Notify,
  changes: ChannelChanges,
): Promise<string | null> {
  return await whyNot(async () => keep(notify, await settingsOf(notify, changes)));
}

type Settings = { -readonly [Name in DeliveryChannel]?: ChannelSettings[Name] | null };

/** @throws ChannelFailure where they cannot be used */
async function settingsOf(notify: Notify, changes: ChannelChanges): Promise<Settings> {
  const { flow, channels } = notify;
  const sealed = { db: flow.database.kysely, secrets: flow.secrets };
  const { email, telegram, webhook } = changes;
  const next: Settings = {};
  if (email !== undefined) {
    next.email = email && whole("mail server", email, await readChannelIfAny(sealed, "email"));
    if (next.email) channels.email(next.email);
  }
  if (webhook !== undefined) {
    next.webhook = webhook && whole("webhook", webhook, await readChannelIfAny(sealed, "webhook"));
    if (next.webhook) channels.webhook(next.webhook);
  }
  if (telegram !== undefined) {
    const known = await readChannelIfAny(sealed, "telegram");
    next.telegram = telegram && (await botSettings(notify, telegram, known));
    if (next.telegram?.updates !== "hook") await hangUp(notify, known);
  }
  return next;
}

async function keep(notify: Notify, settings: Settings): Promise<void> {
  const { flow } = notify;
  const sealed = { db: flow.database.kysely, secrets: flow.secrets };
  for (const channel of Object.keys(settings) as DeliveryChannel[]) {
    await saveChannel(sealed, channel, settings[channel] ?? null);
    notify.breakers[channel].succeeded();
    flow.log.info({ channel, on: settings[channel] !== null }, "a channel was set up");
  }
  notify.forget();
}

/** What a channel says against it; null: nothing. */
async function whyNot(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof ChannelFailure) return error.message;
    throw error;
  }
}

/** The change with what it leaves out taken from what is known. */
function whole<Settings extends { readonly url: string }>(
  name: string,
  change: Partial<Settings>,
  known: Settings | null,
): Settings {
  const merged = { ...known, ...change };
  if (merged.url === undefined) throw missing(`the address of the ${name}`);
  if ("secret" in merged || name !== "webhook") return merged as Settings;
  throw missing("the secret with which the webhook is signed");
}

const missing = (what: string) => new ChannelFailure("refused", `Give ${what}: none is known yet.`);

async function botSettings(
  { channels, publicUrl }: Notify,
  { token, base, updates }: NonNullable<ChannelChanges["telegram"]>,
  known: BotSettings | null,
): Promise<BotSettings> {
  const merged = token ?? known?.token;
  if (merged === undefined) throw missing("the token of the bot");
  const settings = { token: merged, base, updates, hookSecret: randomBytes(32).toString("hex") };
  const bot = openBot(channels, { ...settings, bot: null });
  if (updates === "asked") {
    // Telegram may be away just now; its name is asked for again when somebody wants to link a chat.
    return { ...settings, bot: await bot.name().catch(() => null) };
  }
  if (publicUrl === null) {
    throw new ChannelFailure(
      "refused",
      "Telegram cannot send updates to this service: give its public address as SMENA_URL, or have updates asked for.",
    );
  }
  await bot.listenAt({ url: `${publicUrl}${TELEGRAM_HOOK}`, secret: settings.hookSecret });
  return { ...settings, bot: await bot.name() };
}

/** A bot that sent updates to us is told to stop; whoever cannot be reached finds out by our refusals. */
async function hangUp({ channels }: Notify, known: BotSettings | null): Promise<void> {
  if (known?.updates !== "hook") return;
  await channels
    .telegram(known)
    .listenAt(null)
    .catch(() => undefined);
}

/**
 * Sends one message at once: to the user himself, or to the webhook.
 *
 * @returns why it could not be sent; null: it was
 */
export async function testChannel(
  notify: Notify,
  { channel, user }: { readonly channel: DeliveryChannel; readonly user: number },
): Promise<string | null> {
  const { flow } = notify;
  notify.forget();
  const opened = await notify.open(channel);
  if (opened.state === "off") return "The channel is not set up.";
  if (opened.state === "unusable") return opened.reason;
  const person = await noticePerson(flow.database.kysely, user);
  const address = { email: person?.email, telegram: person?.chat, webhook: "" }[channel];
  if (address === undefined || address === null) return noAddress[channel];
  const words = testWords[person?.language ?? "ru"];
  return await whyNot(async () => {
    await opened.channel.send(testMessage({ address, words, now: flow.clock.now() }));
    notify.breakers[channel].succeeded();
  });
}

const noAddress = {
  email: "Give your own mail address first, under the notifications of your account.",
  telegram: "Link your own chat first, under the notifications of your account.",
  webhook: "The webhook has no address.",
} as const;

function testMessage(test: {
  readonly address: string;
  readonly words: { readonly title: string; readonly text: string };
  readonly now: number;
}): Message {
  return {
    key: randomBytes(16).toString("hex"),
    sentAt: test.now,
    to: test.address,
    ...test.words,
    link: null,
    buttons: [],
    data: { kind: "test", at: test.now },
  };
}
