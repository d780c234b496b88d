import type { Hono } from "hono";
import { z } from "zod";
import { ensureTag } from "#sandbox/state/look-up.ts";
import {
  type ApiContext,
  type ApiEnv,
  batchOf,
  empty,
  hal,
  idParam,
  page,
  queryOf,
  requestIdOf,
  selfLink,
} from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import { numberSet, subtree, textList, withinSet } from "./query.ts";
import { shapeErrors } from "./write-input.ts";

/** The dictionaries of an account: tags of leads, custom fields of leads and contacts. */
export function mountTagsAndFields(app: Hono<ApiEnv>): void {
  app.get("/api/v4/leads/tags", listTags);
  app.post("/api/v4/leads/tags", addTags);
  for (const entity of ["leads", "contacts"] as const) {
    app.get(`/api/v4/${entity}/custom_fields`, (context) => listFields(context, entity));
    app.get(`/api/v4/${entity}/custom_fields/:id{[0-9]+}`, (context) => getField(context, entity));
  }
}

function listTags(context: ApiContext): Response {
  const query = queryOf(context);
  const filter = subtree(query["filter"]);
  const names = textList(filter["name"]);
  const ids = numberSet(filter["id"]);
  const sought = textList(query["query"])?.[0]?.toLowerCase() ?? "";
  return page(context, {
    key: "tags",
    rows: [...context.get("account").tags.values()].filter(
      ({ id, name }) =>
        withinSet(ids, id) &&
        (names?.includes(name) ?? true) &&
        name.toLowerCase().includes(sought),
    ),
    model: ({ id, name }) => ({ id, name, color: null }),
  });
}

const tagWrite = z.looseObject({ name: z.string().min(1) });

/** A name that is there already gives the id that it has. */
function addTags(context: ApiContext): Response {
  const account = context.get("account");
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => {
    const parsed = tagWrite.safeParse(item);
    return parsed.success ? { value: parsed.data } : { errors: shapeErrors(parsed.error) };
  });
  const tags = writes.map(({ name }, index) => ({
    ...ensureTag(account, name),
    color: null,
    request_id: requestIdOf(items[index] ?? {}, index),
  }));
  const links = selfLink(context, "/api/v4/leads/tags");
  return hal(context, { _total_items: tags.length, _links: links, _embedded: { tags } });
}

function listFields(context: ApiContext, entity: "leads" | "contacts"): Response {
  const fields = [...context.get("account").fields.values()];
  return page(context, {
    key: "custom_fields",
    rows: fields.filter((field) => field.entity === entity),
    model: (field) => fieldModel(context, field),
    totals: true,
  });
}

function getField(context: ApiContext, entity: "leads" | "contacts"): Response {
  const field = context.get("account").fields.get(idParam(context));
  return field?.entity === entity ? hal(context, fieldModel(context, field)) : empty(context);
}

function fieldModel(
  context: ApiContext,
  field: { id: number; name: string; code: string | null; type: string; entity: string },
): object {
  return {
    id: field.id,
    name: field.name,
    code: field.code,
    sort: 500,
    type: field.type,
    entity_type: field.entity,
    is_computed: false,
    is_predefined: false,
    is_deletable: true,
    is_api_only: false,
    remind: null,
    enums: null,
    group_id: null,
    required_statuses: [],
    _links: selfLink(context, `/api/v4/${field.entity}/custom_fields/${field.id}`),
  };
}
