import { mailChannel } from "./email.ts";
import type { Channels } from "./port.ts";
import { telegramBot } from "./telegram.ts";
import { webhookChannel } from "./webhook.ts";

/** @param timeoutMs how long the other side may take to answer */
export function channelsWithin(timeoutMs: number): Channels {
  return {
    email: (settings) => mailChannel(settings, timeoutMs),
    telegram: (settings) => telegramBot(settings, timeoutMs),
    webhook: (settings) => webhookChannel(settings, timeoutMs),
  };
}
