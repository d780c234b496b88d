/** Somebody works on a lead in the CRM: what «taken» is told by. */
import { z } from "zod";
import { sendMessage } from "#sandbox/crm/messages.ts";
import { addNote } from "#sandbox/crm/notes.ts";
import { addTask, changeTask } from "#sandbox/crm/tasks.ts";
import type { Account, Lead } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";

export const workRequest = z.strictObject({
  kind: z.enum(["call", "message", "note", "task"]),
  /** The user who does it; default: whoever is responsible. */
  as: z.int().positive().optional(),
  /** How long a call lasted; 0: nobody answered. */
  seconds: z.int().nonnegative().default(60),
});
export type WorkRequest = z.input<typeof workRequest>;

export function work(
  account: Account,
  lead: Lead,
  { kind, by, seconds }: { kind: WorkRequest["kind"]; by: number; seconds: number },
): void {
  const createdBy = by;
  switch (kind) {
    case "call": {
      const phone = { uniq: String(account.nextId("note")), source: "sandbox", phone: "" };
      const params = { ...phone, duration: seconds };
      addNote(account, lead, { noteType: "call_out", params, createdBy });
      return;
    }
    case "message":
      sendMessage(account, lead, by);
      return;
    case "note":
      addNote(account, lead, { noteType: "common", params: { text: "…" }, createdBy });
      return;
    case "task": {
      const draft = { text: "…", typeId: 1, completeTill: unixNow(account), createdBy };
      const task = addTask(account, lead, { ...draft, responsibleUserId: by });
      changeTask(account, task, { change: { completed: true }, by });
      return;
    }
  }
}
