import type { Flow } from "#flow/flow.ts";
import { createNotify, type Notify } from "#flow/notify-channels.ts";
import { channelsWithin } from "#notify/channels.ts";
import type { Settings } from "./settings.ts";

/** How long a mail server, Telegram or a webhook's receiver may take to answer. */
const PATIENCE_MS = 15_000;

export function notifyOf(flow: Flow, { publicUrl }: Pick<Settings, "publicUrl">): Notify {
  return createNotify(flow, { channels: channelsWithin(PATIENCE_MS), publicUrl });
}
