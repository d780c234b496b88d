import type { Hono } from "hono";
import { z } from "zod";
import { addTask, changeTask } from "#sandbox/crm/tasks.ts";
import type { Account, Lead, Task } from "#sandbox/state/account.ts";
import { groupOf } from "#sandbox/state/look-up.ts";
import {
  type ApiContext,
  type ApiEnv,
  batchOf,
  empty,
  hal,
  idParam,
  objectOf,
  page,
  queryOf,
  requestIdOf,
  selfLink,
} from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import type { Checked } from "./lead-write.ts";
import { unsupported } from "./problems.ts";
import { numberSet, spanOf, subtree, textList, withinSet, withinSpan } from "./query.ts";
import { authorErrors, shapeErrors, userErrors } from "./write-input.ts";

const path = "/api/v4/tasks";

/** Tasks of leads; those of contacts and companies the sandbox does not keep. */
export function mountTasks(app: Hono<ApiEnv>): void {
  app.get(path, listTasks);
  app.post(path, addTasks);
  app.patch(path, changeTasks);
  app.get(`${path}/:id{[0-9]+}`, getTask);
  app.patch(`${path}/:id{[0-9]+}`, changeOneTask);
}

function listTasks(context: ApiContext): Response {
  const filter = subtree(queryOf(context)["filter"]);
  const ids = numberSet(filter["id"]);
  const users = numberSet(filter["responsible_user_id"]);
  const leads = numberSet(filter["entity_id"]);
  const types = textList(filter["entity_type"]);
  const completed = numberSet(filter["is_completed"]);
  const updated = spanOf(filter["updated_at"]);
  return page(context, {
    key: "tasks",
    rows: [...context.get("account").tasks.values()].filter(
      (task) =>
        withinSet(ids, task.id) &&
        withinSet(users, task.responsibleUserId) &&
        withinSet(leads, task.leadId) &&
        withinSet(completed, Number(task.completed)) &&
        withinSpan(updated, task.updatedAt) &&
        (types?.includes("leads") ?? true),
    ),
    model: (task) => taskModel(context, task),
  });
}

function getTask(context: ApiContext): Response {
  const task = context.get("account").tasks.get(idParam(context));
  return task ? hal(context, taskModel(context, task)) : empty(context);
}

const result = z.looseObject({ text: z.string() });
const taskWrite = z.looseObject({
  text: z.string(),
  complete_till: z.int(),
  entity_id: z.int(),
  entity_type: z.string(),
  task_type_id: z.int().default(1),
  responsible_user_id: z.int().optional(),
  created_by: z.int().optional(),
});
const taskChange = z.looseObject({
  id: z.int().optional(),
  responsible_user_id: z.int().optional(),
  is_completed: z.boolean().optional(),
  result: result.optional(),
  updated_by: z.int().optional(),
});

interface Written<Write> {
  readonly write: Write;
}

function addTasks(context: ApiContext): Response {
  const account = context.get("account");
  const actor = context.get("actor").id;
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => readTask(account, item));
  const tasks = writes.map(({ lead, write }, index) => {
    const task = addTask(account, lead, {
      text: write.text,
      typeId: write.task_type_id,
      completeTill: write.complete_till,
      createdBy: write.created_by ?? actor,
      responsibleUserId: write.responsible_user_id ?? actor,
    });
    return {
      id: task.id,
      request_id: requestIdOf(items[index] ?? {}, index),
      _links: selfLink(context, `${path}/${task.id}`),
    };
  });
  return hal(context, { _links: selfLink(context, path), _embedded: { tasks } });
}

function readTask(
  account: Account,
  item: Record<string, unknown>,
): Checked<Written<z.output<typeof taskWrite>> & { readonly lead: Lead }> {
  const parsed = taskWrite.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const write = parsed.data;
  const lead = account.leads.get(write.entity_id);
  const errors = [
    ...(write.entity_type === "leads" ? [] : [unsupported("entity_type")]),
    ...userErrors(account, "responsible_user_id", write.responsible_user_id),
    ...authorErrors(account, "created_by", write.created_by),
  ];
  if (!lead) return { errors: [unsupported("entity_id"), ...errors] };
  return errors.length > 0 ? { errors } : { value: { lead, write } };
}

function changeTasks(context: ApiContext): Response {
  const items = batchOf(context);
  const account = context.get("account");
  const changes = checkBatch(items, (item) => readChange(account, item));
  const tasks = changes.map((change, index) => ({
    ...applyChange(context, change),
    request_id: requestIdOf(items[index] ?? {}, index),
  }));
  return hal(context, { _links: selfLink(context, path), _embedded: { tasks } });
}

function changeOneTask(context: ApiContext): Response {
  const account = context.get("account");
  const item = { ...objectOf(context), id: idParam(context) };
  const [change] = checkBatch([item], (one) => readChange(account, one));
  return change ? hal(context, applyChange(context, change)) : empty(context);
}

type Change = Written<z.output<typeof taskChange>> & { readonly task: Task };

function readChange(account: Account, item: Record<string, unknown>): Checked<Change> {
  const parsed = taskChange.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const write = parsed.data;
  const task = account.tasks.get(write.id ?? -1);
  const errors = [
    ...userErrors(account, "responsible_user_id", write.responsible_user_id),
    ...authorErrors(account, "updated_by", write.updated_by),
  ];
  if (!task) return { errors: [unsupported("id"), ...errors] };
  return errors.length > 0 ? { errors } : { value: { task, write } };
}

function applyChange(context: ApiContext, { task, write }: Change): object {
  const change = {
    responsibleUserId: write.responsible_user_id,
    completed: write.is_completed,
    result: write.result?.text,
  };
  const by = write.updated_by ?? context.get("actor").id;
  changeTask(context.get("account"), task, { change, by });
  return {
    id: task.id,
    updated_at: task.updatedAt,
    _links: selfLink(context, `${path}/${task.id}`),
  };
}

function taskModel(context: ApiContext, task: Task): object {
  const account = context.get("account");
  return {
    id: task.id,
    created_by: task.createdBy,
    updated_by: task.updatedBy,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    responsible_user_id: task.responsibleUserId,
    group_id: groupOf(account, task.responsibleUserId),
    entity_id: task.leadId,
    entity_type: "leads",
    duration: 0,
    is_completed: task.completed,
    task_type_id: task.typeId,
    text: task.text,
    // Empty it is a list, as PHP writes an empty map.
    result: task.result === null ? [] : { text: task.result },
    complete_till: task.completeTill,
    account_id: account.id,
    _links: selfLink(context, `${path}/${task.id}`),
  };
}
