import type { Account, Note } from "#sandbox/state/account.ts";
import type { FormValue } from "./form-encoding.ts";

const leadElementType = 2;
const moscowOffsetSeconds = 3 * 60 * 60;
const noteTypeNumbers: Readonly<Record<string, number>> = {
  common: 4,
  attachment: 5,
  call_in: 10,
  call_out: 11,
  service_message: 25,
  extended_service_message: 25,
  sms_in: 102,
  sms_out: 103,
};

/** A note of a lead, wrapped in one more `note`, as amoCRM does. Its date strings are UTC+3. */
export function noteItem(account: Account, note: Note): FormValue {
  const moscowTime = new Date((note.createdAt + moscowOffsetSeconds) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
  return {
    note: {
      text:
        typeof note.params["text"] === "string" ? note.params["text"] : JSON.stringify(note.params),
      attachement: "",
      date_create: moscowTime,
      note_type: noteTypeNumbers[note.noteType] ?? noteTypeNumbers["common"],
      element_type: leadElementType,
      element_id: note.entityId,
      group_id: 0,
      timestamp_x: moscowTime,
      account_id: account.id,
      created_by: note.createdBy,
      modified_by: note.createdBy,
      main_user_id: note.responsibleUserId,
      id: note.id,
      created_at: note.createdAt,
      updated_at: note.createdAt,
    },
  };
}
