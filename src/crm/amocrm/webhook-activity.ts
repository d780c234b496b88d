/** What a webhook's item says that somebody did with a lead. */
import type { CrmEvent } from "#crm/port.ts";
import { isEntityId } from "./entity-id.ts";
import { type FormMap, textAt } from "./webhook-form.ts";

type Activity = NonNullable<CrmEvent["activity"]>;

/** Numeric types of notes: a text, a file, calls, and a text message that was sent. */
const written = new Set(["4", "5"]);
const calls = new Set(["10", "11"]);
const sentMessage = "103";

export function isCallNote(note: FormMap | null): boolean {
  return calls.has(textAt(note, "note_type") ?? "");
}

/** Robots write calls and messages down for people; a robot's own note is nobody's work. */
export function noteWritten(note: FormMap | null): Pick<CrmEvent, "activity"> {
  const user = userAt(note, "created_by");
  const type = textAt(note, "note_type") ?? "";
  if (isCallNote(note)) {
    return secondsOf(note) > 0 ? { activity: { by: "call", user } } : {};
  }
  if (type === sentMessage) return { activity: { by: "message", user } };
  return written.has(type) && user !== null ? { activity: { by: "note", user } } : {};
}

/** The text of a call's note is JSON, its keys as the telephony wrote them. */
function secondsOf(note: FormMap | null): number {
  try {
    const told: unknown = JSON.parse(textAt(note, "text") ?? "{}");
    if (typeof told !== "object" || told === null) return 0;
    const found = Object.entries(told).find(([key]) => key.toLowerCase() === "duration");
    return Number(found?.[1] ?? 0) || 0;
  } catch {
    return 0;
  }
}

/** A person moved the lead to another stage. */
export function stageMoved(lead: FormMap): Pick<CrmEvent, "activity"> {
  const user = userAt(lead, "modified_user_id");
  return user === null ? {} : { activity: { by: "stage", user } };
}

/** Null where the task is not finished by this. */
export function taskFinished(action: string, task: FormMap): Activity | null {
  if (action !== "update") return null;
  if (textAt(task, "action_close") !== "1" && textAt(task, "status") !== "1") return null;
  return { by: "task", user: userAt(task, "modified_by") ?? userAt(task, "responsible_user_id") };
}

/** The CRM writes 0 for its robots. */
function userAt(item: FormMap | null, key: string): string | null {
  const text = textAt(item, key);
  return text && isEntityId(text) ? text : null;
}
