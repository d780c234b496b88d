import type { Account, Task } from "#sandbox/state/account.ts";
import type { FormValue } from "./form-encoding.ts";

const leadElementType = 2;

/** A task of a lead. Unlike a note's, its date strings are UTC. */
export function taskItem(account: Account, task: Task, action: "add" | "update"): FormValue {
  return {
    id: task.id,
    element_id: task.leadId,
    element_type: leadElementType,
    task_type: task.typeId,
    date_create: written(task.createdAt),
    text: task.text,
    status: task.completed ? 1 : 0,
    account_id: account.id,
    created_user_id: task.createdBy,
    last_modified: written(task.updatedAt),
    responsible_user_id: task.responsibleUserId,
    complete_till: written(task.completeTill),
    action_close: action === "update" ? Number(task.completed) : undefined,
    result: task.result === null ? undefined : { id: task.id, text: task.result },
    modified_by: action === "update" ? task.updatedBy : undefined,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    complete_before: task.completeTill,
  };
}

const written = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
