import { randomUUID } from "node:crypto";
import type { Account, Lead } from "#sandbox/state/account.ts";
import { recordEvent } from "./events.ts";
import { leadEntity } from "./leads.ts";

/** Somebody answers a client in the lead's chat. No webhook tells of it: only the journal does. */
export function sendMessage(account: Account, lead: Lead, by: number): void {
  recordEvent(account, {
    type: "outgoing_chat_message",
    entity: leadEntity(lead),
    by,
    after: [{ message: { id: randomUUID() } }],
    foundAs: "contact",
  });
}
