import type { Hono } from "hono";
import type { Account, CrmEvent } from "#sandbox/state/account.ts";
import { type ApiContext, type ApiEnv, empty, hal, page, queryOf, selfLink } from "./answers.ts";
import { ApiProblem } from "./problems.ts";
import {
  commaList,
  numberSet,
  type QueryNode,
  type QueryTree,
  type Span,
  spanOf,
  subtree,
  withinSet,
  withinSpan,
} from "./query.ts";

const eventsMost = 100;
const plurals = {
  lead: "leads",
  contact: "contacts",
  company: "companies",
  task: "tasks",
} as const;

export function mountEvents(app: Hono<ApiEnv>): void {
  app.get("/api/v4/events", listEvents);
  app.get("/api/v4/events/:id", getEvent);
}

/** Newest first. */
function listEvents(context: ApiContext): Response {
  return page(context, {
    key: "events",
    rows: findEvents(context.get("account"), subtree(queryOf(context)["filter"])),
    model: (event) => eventModel(context, event),
    limitMost: eventsMost,
  });
}

function findEvents(account: Account, filter: QueryTree): readonly CrmEvent[] {
  const ids = commaList(filter["id"]);
  const created = createdSpan(filter["created_at"]);
  const authors = numberSet(filter["created_by"]);
  const entityTypes = commaList(filter["entity"]);
  const entityIds = numberSet(filter["entity_id"]);
  const types = commaList(filter["type"]);
  if (entityIds !== null && entityTypes?.length !== 1) {
    throw new ApiProblem(400, "filter[entity_id] requires exactly one filter[entity]");
  }
  const afterTests = valueTests(subtree(filter["value_after"]), (event) => event.valueAfter);
  const beforeTests = valueTests(subtree(filter["value_before"]), (event) => event.valueBefore);
  return account.events
    .filter(
      (event) =>
        withinSpan(created, event.createdAt) &&
        (types?.includes(event.type) ?? true) &&
        (ids?.includes(event.id) ?? true) &&
        isFoundAs(event, entityTypes) &&
        withinSet(entityIds, event.entityId) &&
        withinSet(authors, event.createdBy) &&
        [...afterTests, ...beforeTests].every((test) => test(event)),
    )
    .reverse();
}

/** A chat's events name the lead, but only a search among contacts finds them. */
function isFoundAs(event: CrmEvent, entityTypes: readonly string[] | null): boolean {
  if (event.foundAs !== undefined) return entityTypes?.includes(event.foundAs) ?? false;
  return entityTypes?.includes(event.entityType) ?? true;
}

/** Here a bare number means «after», and a comma separates two ends. */
function createdSpan(node: QueryNode): Span | null {
  if (typeof node !== "string") return spanOf(node);
  const [from = "", to] = node.split(",");
  return { from: Number(from), to: to === undefined ? Number.POSITIVE_INFINITY : Number(to) };
}

function valueTests(
  filter: QueryTree,
  read: (event: CrmEvent) => readonly object[],
): ((event: CrmEvent) => boolean)[] {
  const responsible = numberSet(filter["responsible_user_id"]);
  const stages = Object.values(subtree(filter["leads_statuses"])).map(subtree);
  const has = (
    event: CrmEvent,
    key: string,
    fits: (value: { id: number; pipeline_id: number }) => boolean,
  ) =>
    read(event).some((item) => {
      const value = (item as Record<string, { id: number; pipeline_id: number }>)[key];
      return value !== undefined && fits(value);
    });
  const isStage = ({ id, pipeline_id }: { id: number; pipeline_id: number }) =>
    stages.some(
      (stage) => Number(stage["status_id"]) === id && Number(stage["pipeline_id"]) === pipeline_id,
    );
  return [
    ...(responsible === null
      ? []
      : [(event: CrmEvent) => has(event, "responsible_user", ({ id }) => responsible.has(id))]),
    ...(stages.length === 0 ? [] : [(event: CrmEvent) => has(event, "lead_status", isStage)]),
  ];
}

function getEvent(context: ApiContext): Response {
  const event = context.get("account").events.find(({ id }) => id === context.req.param("id"));
  return event ? hal(context, eventModel(context, event)) : empty(context);
}

function eventModel(context: ApiContext, event: CrmEvent): object {
  const entityPath = `/api/v4/${plurals[event.entityType]}/${event.entityId}`;
  return {
    id: event.id,
    type: event.type,
    entity_id: event.entityId,
    entity_type: event.entityType,
    created_by: event.createdBy,
    created_at: event.createdAt,
    value_after: event.valueAfter,
    value_before: event.valueBefore,
    account_id: context.get("account").id,
    _links: selfLink(context, `/api/v4/events/${event.id}`),
    _embedded: { entity: { id: event.entityId, _links: selfLink(context, entityPath) } },
  };
}
