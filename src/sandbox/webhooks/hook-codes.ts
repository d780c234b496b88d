/** Subscription codes of the documentation, and the undocumented ones that real accounts hold. */
const entities = ["lead", "contact", "company", "customer", "talk", "task"] as const;

export const hookCodes: ReadonlySet<string> = new Set([
  ...["lead", "contact", "company", "customer", "task"].map((name) => `responsible_${name}`),
  ...["lead", "contact", "company"].map((name) => `restore_${name}`),
  ...entities.map((name) => `add_${name}`),
  ...entities.map((name) => `update_${name}`),
  ...entities.filter((name) => name !== "talk").map((name) => `delete_${name}`),
  ...["lead", "contact", "company", "customer"].map((name) => `note_${name}`),
  "status_lead",
  "add_chat_template_review",
  "add_unsorted",
  "update_unsorted",
  "delete_unsorted",
  "add_message",
]);

/** The codes of which the sandbox sends events. */
export type HookCode =
  | `${"add" | "update" | "responsible"}_${"lead" | "contact" | "company"}`
  | "status_lead"
  | "delete_lead"
  | "restore_lead"
  | "note_lead"
  | "add_task"
  | "update_task"
  | "add_unsorted"
  | "delete_unsorted";
