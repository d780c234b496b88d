/**
 * A Telegram bot by its HTTP API. The API knows no key that would make a repeated message one, so a
 * message whose answer was lost may be shown twice.
 *
 * The token is a part of every address: no address is ever told, in no failure and no log.
 */
import {
  ChannelFailure,
  type ChannelFailureKind,
  type ChatBot,
  type Message,
  type TelegramSettings,
} from "./port.ts";
import { type Patience, type Posted, postJson } from "./post-json.ts";
import { safeAddress } from "./safe-address.ts";
import { chatUpdate, field } from "./telegram-update.ts";

/** What Telegram takes in one message, and in the answer to a press. */
const TEXT_MAX = 4_096;
const ANSWER_MAX = 200;
const wanted = ["message", "callback_query"];

export function telegramBot({ token, base }: TelegramSettings, patience: Patience): ChatBot {
  if (!/^\d+:[\w-]{20,}$/.test(token)) {
    throw new ChannelFailure(
      "refused",
      "This is not the token of a bot: it looks like 123456789:AAE… and comes from @BotFather.",
    );
  }
  const root = safeAddress(base, "The address of the Bot API").href.replace(/\/+$/, "");
  const call: Call = async (method, body, more = {}) => {
    const { waitMs = 0, signal } = more;
    const posted = await postJson({
      url: `${root}/bot${token}/${method}`,
      body: JSON.stringify(body),
      timeoutMs: patience.timeoutMs + waitMs,
      signal: signal ? AbortSignal.any([signal, patience.signal]) : patience.signal,
    });
    return resultOf(posted, token);
  };
  return {
    async send(message) {
      await call("sendMessage", chatMessage(message));
    },
    async name() {
      return String(field(await call("getMe", {}), "username") ?? "");
    },
    async updates({ from, waitSeconds, signal }) {
      const asked = { offset: from, timeout: waitSeconds, allowed_updates: wanted };
      const result = await call("getUpdates", asked, { waitMs: waitSeconds * 1_000, signal });
      const updates = Array.isArray(result) ? result : [];
      return updates.flatMap((update) => chatUpdate(update) ?? []);
    },
    async answer(press, text) {
      const shown = text.slice(0, ANSWER_MAX);
      await call("answerCallbackQuery", {
        callback_query_id: press,
        text: shown,
        show_alert: true,
      });
    },
    async listenAt(hook) {
      if (hook === null) await call("deleteWebhook", {});
      else {
        const { url, secret } = hook;
        // One at a time keeps them in their order.
        const order = { allowed_updates: wanted, max_connections: 1 };
        await call("setWebhook", { url, secret_token: secret, ...order });
      }
    },
    read: chatUpdate,
  };
}

type Call = (
  method: string,
  body: object,
  more?: { readonly waitMs?: number; readonly signal?: AbortSignal },
) => Promise<unknown>;

/** Plain text: nothing in a lead's name can become markup. */
function chatMessage({ to, text, link, buttons }: Message): object {
  const linked = link === null ? text : `${text}\n${link.url}`;
  const rows = buttons.map((row) =>
    row.map(({ label, action }) => ({ text: label, callback_data: action })),
  );
  return {
    chat_id: to,
    text: linked.slice(0, TEXT_MAX),
    link_preview_options: { is_disabled: true },
    ...(rows.length > 0 && { reply_markup: { inline_keyboard: rows } }),
  };
}

function resultOf({ status, body, retryAfterMs }: Posted, token: string): unknown {
  const answer = parsed(body);
  if (status === 200 && field(answer, "ok") === true) return field(answer, "result");
  const description = String(field(answer, "description") ?? "no description");
  const told = description.replaceAll(token, "…").slice(0, 300);
  const seconds = Number(field(field(answer, "parameters"), "retry_after") ?? 0);
  const wait = seconds > 0 ? seconds * 1_000 : retryAfterMs;
  throw new ChannelFailure(
    kindOf(status),
    `Telegram answered ${status}: ${told}`,
    wait === null ? {} : { retryAfterMs: wait },
  );
}

/** 400: there is no such chat; 403: the reader has blocked the bot. Both are about one message. */
const kindOf = (status: number): ChannelFailureKind =>
  status === 400 || status === 403 ? "refused" : "unavailable";

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
