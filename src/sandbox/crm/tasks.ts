import type { Account, Lead, Task } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { taskItem } from "#sandbox/webhooks/task-body.ts";
import { recordEvent } from "./events.ts";

export type TaskDraft = Pick<Task, "text" | "typeId" | "completeTill" | "createdBy"> & {
  readonly responsibleUserId: number;
};

export interface TaskChange {
  readonly responsibleUserId?: number | undefined;
  readonly completed?: boolean | undefined;
  readonly result?: string | undefined;
}

export function addTask(account: Account, lead: Lead, draft: TaskDraft): Task {
  const now = unixNow(account);
  const task: Task = {
    ...draft,
    id: account.nextId("task"),
    leadId: lead.id,
    createdAt: now,
    updatedAt: now,
    updatedBy: draft.createdBy,
    completed: false,
    result: null,
  };
  account.tasks.set(task.id, task);
  recordEvent(account, { type: "task_added", entity: taskEntity(task), by: task.createdBy });
  publish(account, task, "add");
  return task;
}

/** `by`: user id, 0 for a robot. */
export function changeTask(
  account: Account,
  task: Task,
  { change, by }: { readonly change: TaskChange; readonly by: number },
): void {
  const finishes = change.completed === true && !task.completed;
  task.responsibleUserId = change.responsibleUserId ?? task.responsibleUserId;
  task.completed = change.completed ?? task.completed;
  task.result = change.result ?? task.result;
  task.updatedAt = unixNow(account);
  task.updatedBy = by;
  if (finishes) recordEvent(account, { type: "task_completed", entity: taskEntity(task), by });
  publish(account, task, "update");
}

const taskEntity = ({ id }: Task) => ({ type: "task" as const, id });

function publish(account: Account, task: Task, action: "add" | "update"): void {
  account.publish(`${action}_task`, () => ({
    entity: "task",
    action,
    id: task.id,
    item: taskItem(account, task, action),
  }));
}
