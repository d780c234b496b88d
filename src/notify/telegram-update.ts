/** Telegram's updates, as far as we read them. */
import type { ChatUpdate } from "./port.ts";

/** What stands under `name`; undefined where there is nothing, or nothing to look into. */
export function field(of: unknown, name: string): unknown {
  if (typeof of !== "object" || of === null || !Object.hasOwn(of, name)) return undefined;
  return (of as Readonly<Record<string, unknown>>)[name];
}

/** Only private chats are read: in a group everybody would see what is one person's. Null: no update. */
export function chatUpdate(update: unknown): ChatUpdate | null {
  const id = field(update, "update_id");
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return null;
  const press = field(update, "callback_query");
  const message = press === undefined ? field(update, "message") : field(press, "message");
  const chat = privateChat(message);
  if (chat === null) return { id, chat: "", kind: "other" };
  if (press === undefined) {
    const text = field(message, "text");
    return typeof text === "string"
      ? { id, chat, kind: "said", text }
      : { id, chat, kind: "other" };
  }
  const [name, action] = [field(press, "id"), field(press, "data")];
  if (typeof name !== "string" || typeof action !== "string") return { id, chat, kind: "other" };
  return { id, chat, kind: "pressed", press: name, action };
}

function privateChat(message: unknown): string | null {
  const chat = field(message, "chat");
  const id = field(chat, "id");
  return field(chat, "type") === "private" && typeof id === "number" ? String(id) : null;
}
