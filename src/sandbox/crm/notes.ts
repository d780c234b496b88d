import type { Account, Lead, Note } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { noteItem } from "#sandbox/webhooks/note-body.ts";
import { recordEvent } from "./events.ts";
import { leadEntity } from "./leads.ts";

const eventTypes: Readonly<Record<string, string>> = {
  common: "common_note_added",
  attachment: "attachment_note_added",
  call_in: "incoming_call",
  call_out: "outgoing_call",
  sms_in: "incoming_sms",
  sms_out: "outgoing_sms",
  geolocation: "geo_note_added",
  message_cashier: "message_to_cashier_note_added",
  service_message: "service_note_added",
  extended_service_message: "service_note_added",
};

export const noteTypes: ReadonlySet<string> = new Set(Object.keys(eventTypes));

export function addNote(
  account: Account,
  lead: Lead,
  draft: Pick<Note, "noteType" | "params" | "createdBy">,
): Note {
  const note: Note = {
    id: account.nextId("note"),
    entityId: lead.id,
    noteType: draft.noteType,
    params: draft.params,
    createdBy: draft.createdBy,
    createdAt: unixNow(account),
    responsibleUserId: lead.responsibleUserId,
  };
  account.notes.set(note.id, note);
  recordEvent(account, {
    type: eventTypes[note.noteType] ?? "common_note_added",
    entity: leadEntity(lead),
    by: note.createdBy,
    after: [{ note: { id: note.id } }],
  });
  account.publish("note_lead", () => ({
    entity: "leads",
    action: "note",
    id: lead.id,
    item: noteItem(account, note),
  }));
  return note;
}
