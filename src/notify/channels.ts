import { mailChannel } from "./email.ts";
import type { Channels } from "./port.ts";
import { telegramBot } from "./telegram.ts";
import { webhookChannel } from "./webhook.ts";

/** @param timeoutMs how long the other side may take to answer */
export function channelsWithin(timeoutMs: number): Channels {
  const ending = new AbortController();
  const patience = { timeoutMs, signal: ending.signal };
  return {
    email: (settings) => mailChannel(settings, patience),
    telegram: (settings) => telegramBot(settings, patience),
    webhook: (settings) => webhookChannel(settings, patience),
    giveUp: () => ending.abort(),
  };
}
