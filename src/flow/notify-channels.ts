/** The channels as they are set up now, and how each has behaved in this process. */
import { createHash } from "node:crypto";
import { type Channel, ChannelFailure, type Channels, type ChatBot } from "#notify/port.ts";
import type { DeliveryChannel } from "#store/notice-deliveries.ts";
import { StoreProblem } from "#store/problem.ts";
import type { Flow } from "./flow.ts";
import { Breaker } from "./notify-breaker.ts";
import { type BotSettings, readChannel } from "./notify-settings.ts";

export interface NotifyPorts {
  readonly channels: Channels;
  /** Where people find the screens, without a trailing slash; null: only on this machine. */
  readonly publicUrl: string | null;
}

/** A channel that can be used now, or why it cannot. */
export type Opened<Sends extends Channel = Channel> =
  | { readonly state: "off" }
  | { readonly state: "unusable"; readonly reason: string }
  | { readonly state: "open"; readonly channel: Sends };

export interface OpenBot extends ChatBot {
  readonly settings: BotSettings;
  /** Names it without telling its token. */
  readonly id: string;
}

export interface Notify extends NotifyPorts {
  readonly flow: Flow;
  readonly breakers: Readonly<Record<DeliveryChannel, Breaker>>;
  /** How often an update of the bot could not be answered, while it is tried. */
  readonly botAttempts: Map<number, number>;
  /** As it was set up a few seconds ago at most. */
  open(channel: DeliveryChannel): Promise<Opened>;
  bot(): Promise<Opened<OpenBot>>;
  /** Reads everything again, after a change to it. */
  forget(): void;
}

const FRESH_MS = 3_000;

export function createNotify(flow: Flow, ports: NotifyPorts): Notify {
  const known = new Map<DeliveryChannel, { readonly readAt: number; readonly opened: Opened }>();
  const breakers = { email: new Breaker(), telegram: new Breaker(), webhook: new Breaker() };
  const open = async (channel: DeliveryChannel): Promise<Opened> => {
    const now = flow.clock.now();
    const last = known.get(channel);
    if (last !== undefined && now - last.readAt < FRESH_MS) return last.opened;
    const opened = await tryToOpen(flow, ports.channels, channel);
    known.set(channel, { readAt: now, opened });
    return opened;
  };
  return {
    ...ports,
    flow,
    breakers,
    botAttempts: new Map(),
    open,
    bot: async () => (await open("telegram")) as Opened<OpenBot>,
    forget() {
      known.clear();
    },
  };
}

async function tryToOpen(
  flow: Flow,
  channels: Channels,
  name: DeliveryChannel,
): Promise<Opened<Channel | OpenBot>> {
  try {
    const channel = await openChannel(flow, channels, name);
    return channel === null ? { state: "off" } : { state: "open", channel };
  } catch (error) {
    if (error instanceof ChannelFailure || error instanceof StoreProblem) {
      return { state: "unusable", reason: error.message };
    }
    throw error;
  }
}

async function openChannel(
  { database, secrets }: Flow,
  channels: Channels,
  name: DeliveryChannel,
): Promise<Channel | OpenBot | null> {
  const sealed = { db: database.kysely, secrets };
  if (name === "telegram") {
    const settings = await readChannel(sealed, name);
    return settings === null ? null : openBot(channels, settings);
  }
  if (name === "email") {
    const settings = await readChannel(sealed, name);
    return settings === null ? null : channels.email(settings);
  }
  const settings = await readChannel(sealed, name);
  return settings === null ? null : channels.webhook(settings);
}

/** @throws ChannelFailure `refused` where the settings cannot be used */
export function openBot(channels: Channels, settings: BotSettings): OpenBot {
  const { token } = settings;
  const id = createHash("sha256").update(token).digest("hex");
  return { ...channels.telegram(settings), settings, id };
}
