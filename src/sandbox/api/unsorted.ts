import type { Hono } from "hono";
import { z } from "zod";
import { acceptUnsorted, declineUnsorted } from "#sandbox/crm/unsorted.ts";
import type { Account, Unsorted } from "#sandbox/state/account.ts";
import {
  type ApiContext,
  type ApiEnv,
  batchOf,
  hal,
  page,
  queryOf,
  requestIdOf,
  selfLink,
} from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import { ApiProblem, unsupported, validationProblem } from "./problems.ts";
import {
  numberSet,
  type QueryTree,
  spanOf,
  subtree,
  textList,
  withinSet,
  withinSpan,
} from "./query.ts";
import { type ApiCategory, addFromApi, readUnsorted } from "./unsorted-write.ts";
import { shapeErrors, userErrors } from "./write-input.ts";

const base = "/api/v4/leads/unsorted";

export function mountUnsorted(app: Hono<ApiEnv>): void {
  app.get(base, listUnsorted);
  app.get(`${base}/summary`, summarize);
  app.get(`${base}/:uid`, (context) => hal(context, unsortedModel(context, waiting(context))));
  app.post(`${base}/sip`, (context) => addAll(context, "sip"));
  app.post(`${base}/forms`, (context) => addAll(context, "forms"));
  app.post(`${base}/:uid/accept`, accept);
  app.delete(`${base}/:uid/decline`, decline);
}

function listUnsorted(context: ApiContext): Response {
  const query = queryOf(context);
  const filter = subtree(query["filter"]);
  const categories = textList(filter["category"]);
  const rows = matching(context.get("account"), filter).filter(
    ({ state, category }) => state === "waiting" && (categories?.includes(category) ?? true),
  );
  const descending = Object.values(subtree(query["order"]))[0] === "desc";
  return page(context, {
    key: "unsorted",
    rows: descending ? rows.toReversed() : rows,
    model: (unsorted) => unsortedModel(context, unsorted),
  });
}

function matching(account: Account, filter: QueryTree): Unsorted[] {
  const uids = textList(filter["uid"]);
  const pipelines = numberSet(filter["pipeline_id"]);
  const created = spanOf(filter["created_at"]);
  return [...account.unsorted.values()].filter(
    ({ uid, pipelineId, createdAt }) =>
      (uids?.includes(uid) ?? true) &&
      withinSet(pipelines, pipelineId) &&
      withinSpan(created, createdAt),
  );
}

function summarize(context: ApiContext): Response {
  const all = matching(context.get("account"), subtree(queryOf(context)["filter"]));
  const inState = (state: Unsorted["state"]) => all.filter((one) => one.state === state);
  const sortTimes = all.flatMap(({ sortedAt, createdAt }) =>
    sortedAt === null ? [] : [sortedAt - createdAt],
  );
  const sum = sortTimes.reduce((total, seconds) => total + seconds, 0);
  const categories = ["sip", "mail", "forms", "chats"].map((name) => [
    name,
    { total: all.filter(({ category }) => category === name).length },
  ]);
  return hal(context, {
    total: all.length,
    accepted: inState("accepted").length,
    declined: inState("declined").length,
    average_sort_time: sortTimes.length === 0 ? 0 : Math.round(sum / sortTimes.length),
    categories: Object.fromEntries(categories),
  });
}

function addAll(context: ApiContext, category: ApiCategory): Response {
  const account = context.get("account");
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => readUnsorted(account, item, category));
  const added = writes.map((write, index) => {
    const unsorted = addFromApi(account, write, { category, actor: context.get("actor") });
    return {
      uid: unsorted.uid,
      account_id: account.id,
      request_id: requestIdOf(items[index] ?? {}, index),
      _links: selfLink(context, `${base}/${unsorted.uid}`),
      _embedded: embedded(context, unsorted),
    };
  });
  const body = { _total_items: added.length, _embedded: { unsorted: added } };
  return hal(context, body);
}

const sortRequest = z.looseObject({
  user_id: z.int().optional(),
  status_id: z.int().optional(),
});

function accept(context: ApiContext): Response {
  const account = context.get("account");
  const unsorted = waiting(context);
  const { user_id, status_id } = readSort(context);
  const statuses = account.pipelines.get(unsorted.pipelineId)?.statuses ?? [];
  if (status_id !== undefined && !statuses.some(({ id }) => id === status_id)) {
    throw validationProblem([{ requestId: "0", errors: [unsupported("status_id")] }]);
  }
  const by = user_id ?? context.get("actor").id;
  acceptUnsorted(account, unsorted, {
    by,
    statusId: status_id,
    responsibleUserId: account.settings.acceptSetsResponsible ? by : undefined,
  });
  return hal(context, sortedModel(context, unsorted));
}

function decline(context: ApiContext): Response {
  const unsorted = waiting(context);
  const by = readSort(context).user_id ?? context.get("actor").id;
  declineUnsorted(context.get("account"), unsorted, by);
  return hal(context, sortedModel(context, unsorted));
}

function readSort(context: ApiContext): z.output<typeof sortRequest> {
  const parsed = sortRequest.safeParse(context.get("body") ?? {});
  const errors = parsed.success
    ? userErrors(context.get("account"), "user_id", parsed.data.user_id)
    : shapeErrors(parsed.error);
  if (errors.length > 0 || !parsed.success) throw validationProblem([{ requestId: "0", errors }]);
  return parsed.data;
}

/** Sorted ones are gone from here, as if they had never been. */
function waiting(context: ApiContext): Unsorted {
  const unsorted = context.get("account").unsorted.get(context.req.param("uid") ?? "");
  if (unsorted?.state !== "waiting") throw new ApiProblem(404, "Unsorted not found");
  return unsorted;
}

function sortedModel(context: ApiContext, unsorted: Unsorted): object {
  const { uid, pipelineId, category, createdAt } = unsorted;
  const about = { uid, pipeline_id: pipelineId, category, created_at: createdAt };
  return { ...about, _embedded: embedded(context, unsorted) };
}

function unsortedModel(context: ApiContext, unsorted: Unsorted): object {
  return {
    uid: unsorted.uid,
    source_uid: unsorted.sourceUid,
    source_name: unsorted.sourceName,
    category: unsorted.category,
    pipeline_id: unsorted.pipelineId,
    created_at: unsorted.createdAt,
    metadata: unsorted.metadata,
    account_id: context.get("account").id,
    _links: selfLink(context, `${base}/${unsorted.uid}`),
    _embedded: embedded(context, unsorted),
  };
}

function embedded(context: ApiContext, unsorted: Unsorted): object {
  const links = (type: string, ids: readonly number[]) =>
    ids.map((id) => ({ id, _links: selfLink(context, `/api/v4/${type}/${id}`) }));
  return {
    contacts: links("contacts", unsorted.contacts),
    leads: links("leads", [unsorted.leadId]),
    companies: links("companies", unsorted.companies),
  };
}
