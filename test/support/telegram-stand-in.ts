/**
 * The Bot API as far as a bot of ours speaks it, over real HTTP, with people who write to it and
 * press its buttons. It refuses what Telegram refuses.
 */
import type { ServerResponse } from "node:http";
import { type Asked, HttpStandIn } from "./http-stand-in.ts";

export interface Sent {
  readonly chat: string;
  readonly text: string;
  /** Labels of the buttons → what they send. */
  readonly buttons: ReadonlyMap<string, string>;
}

/**
 * What happens to the next call of a method: an answer in place of the real one; `silent`: nothing
 * at all; `lost`: it is done, and the connection breaks before the answer.
 */
type Fault =
  | { readonly status: number; readonly description: string; readonly retryAfter?: number }
  | "silent"
  | "lost";

type Body = Record<string, unknown>;

class Refused extends Error {
  readonly status: number;
  constructor(status: number, description: string) {
    super(description);
    this.status = status;
  }
}

export class TelegramStandIn {
  readonly token = "123456789:AAEexampleexampleexampleexample";
  readonly sent: Sent[] = [];
  /** Answers to presses: press → text. */
  readonly answered = new Map<string, string>();
  readonly faults: { readonly method: string; readonly fault: Fault }[] = [];
  /** Methods in the order in which they were called. */
  readonly calls: string[] = [];
  readonly blockedBy = new Set<string>();
  hook: { readonly url: string; readonly secret: string } | null = null;
  #updates: Body[] = [];
  /** The number of the next update. */
  nextUpdate = 700;
  #nextPress = 1;
  #waiting: { end(conflict: boolean): void } | null = null;
  #http: HttpStandIn | null = null;

  static async open(): Promise<TelegramStandIn> {
    const standIn = new TelegramStandIn();
    standIn.#http = await HttpStandIn.open((asked, response) => standIn.#answer(asked, response));
    return standIn;
  }

  get url(): string {
    return this.#http?.url ?? "";
  }

  async close(): Promise<void> {
    this.#waiting?.end(false);
    await this.#http?.close();
  }

  async listen(): Promise<void> {
    await this.#http?.listen();
  }

  /** Drops the updates that nobody has confirmed. */
  forget(): void {
    this.#updates = [];
  }

  /** Somebody writes to the bot. */
  says(chat: string, text: string, type = "private"): Promise<void> {
    return this.#update({ message: { chat: { id: Number(chat), type }, text } });
  }

  /** Somebody presses a button of the last message of his that has it. @returns the press */
  async presses(chat: string, label: string): Promise<string> {
    const shown = this.sent.findLast((sent) => sent.chat === chat && sent.buttons.has(label));
    if (shown === undefined) throw new Error(`nobody showed «${label}» to ${chat}`);
    return this.pressesAction(chat, shown.buttons.get(label) ?? "");
  }

  async pressesAction(chat: string, data: string): Promise<string> {
    const id = `press-${this.#nextPress}`;
    this.#nextPress += 1;
    const message = { chat: { id: Number(chat), type: "private" } };
    await this.#update({ callback_query: { id, data, message } });
    return id;
  }

  /** What the chat was told since `from` messages. */
  told(chat: string): readonly string[] {
    return this.sent.filter((sent) => sent.chat === chat).map(({ text }) => text);
  }

  async #update(happening: Body): Promise<void> {
    const update = { update_id: this.nextUpdate, ...happening };
    this.nextUpdate += 1;
    if (this.hook === null) {
      this.#updates.push(update);
      this.#waiting?.end(false);
      return;
    }
    await this.deliver(update);
  }

  /** Posts an update to the hook, as Telegram does. */
  async deliver(update: Body): Promise<number> {
    if (this.hook === null) throw new Error("there is no hook");
    const response = await fetch(this.hook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-telegram-bot-api-secret-token": this.hook.secret,
      },
      body: JSON.stringify(update),
    });
    return response.status;
  }

  async #answer({ path, body }: Asked, response: ServerResponse): Promise<void> {
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    this.calls.push(method);
    const fault = this.#takeFault(method);
    if (fault === "silent") return;
    if (fault !== null && fault !== "lost") return fail(response, fault);
    try {
      if (token !== this.token) throw new Refused(401, "Unauthorized");
      const result = await this.#do(method, JSON.parse(body || "{}") as Body);
      if (fault === "lost") response.destroy();
      else reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply(response, error.status, { ok: false, description: error.message });
    }
  }

  #takeFault(method: string): Fault | null {
    const at = this.faults.findIndex((one) => one.method === method);
    return at < 0 ? null : (this.faults.splice(at, 1)[0]?.fault ?? null);
  }

  #do(method: string, body: Body): unknown {
    switch (method) {
      case "getMe":
        return { id: 123456789, is_bot: true, username: "smena_test_bot" };
      case "sendMessage":
        return this.#sendMessage(body);
      case "answerCallbackQuery":
        this.answered.set(String(body["callback_query_id"]), String(body["text"]));
        return true;
      case "getUpdates":
        return this.#getUpdates(body);
      case "setWebhook":
        this.hook = { url: String(body["url"]), secret: String(body["secret_token"]) };
        return true;
      case "deleteWebhook":
        this.hook = null;
        return true;
      default:
        throw new Refused(404, "Not Found");
    }
  }

  #sendMessage(body: Body): unknown {
    const chat = String(body["chat_id"]);
    const text = String(body["text"] ?? "");
    if (!/^\d+$/.test(chat)) throw new Refused(400, "Bad Request: chat not found");
    if (this.blockedBy.has(chat)) throw new Refused(403, "Forbidden: bot was blocked by the user");
    if (text === "") throw new Refused(400, "Bad Request: message text is empty");
    if (text.length > 4_096) throw new Refused(400, "Bad Request: message is too long");
    const buttons = buttonsOf(body);
    this.sent.push({ chat, text, buttons });
    return { message_id: this.sent.length };
  }

  async #getUpdates(body: Body): Promise<unknown> {
    if (this.hook !== null) {
      throw new Refused(409, "Conflict: can't use getUpdates method while webhook is active");
    }
    const from = Number(body["offset"] ?? 0);
    this.#updates = this.#updates.filter((update) => Number(update["update_id"]) >= from);
    this.#waiting?.end(true);
    if (this.#updates.length === 0 && Number(body["timeout"] ?? 0) > 0) await this.#wait();
    return this.#updates.slice(0, 100);
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = {
        end: (conflict: boolean) => {
          if (this.#waiting === waiting) this.#waiting = null;
          if (conflict)
            reject(new Refused(409, "Conflict: terminated by other getUpdates request"));
          else resolve();
        },
      };
      this.#waiting = waiting;
    });
  }
}

function buttonsOf(body: Body): ReadonlyMap<string, string> {
  const markup = body["reply_markup"] as
    | { inline_keyboard: { text: string; callback_data: string }[][] }
    | undefined;
  const buttons = (markup?.inline_keyboard ?? []).flat();
  for (const { callback_data: data } of buttons) {
    if (data.length === 0 || Buffer.byteLength(data) > 64) {
      throw new Refused(400, "Bad Request: BUTTON_DATA_INVALID");
    }
  }
  return new Map(buttons.map((button) => [button.text, button.callback_data]));
}

function fail(response: ServerResponse, fault: Exclude<Fault, string>): void {
  const { status, description, retryAfter } = fault;
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  reply(response, status, { ok: false, description, ...parameters });
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
