import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Account, User } from "#sandbox/state/account.ts";
import type { Tenant } from "#sandbox/state/world.ts";
import { ApiProblem, emptyRequest } from "./problems.ts";
import { parseQuery, type QueryTree, textList } from "./query.ts";

export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    tenant: Tenant;
    account: Account;
    /** Whose rights the request has. */
    actor: User;
    body: unknown;
  };
}
export type ApiContext = Context<ApiEnv>;

const halType = { "Content-Type": "application/hal+json" };

export function hal(context: ApiContext, body: object, status: 200 | 201 = 200): Response {
  return context.body(JSON.stringify(body), status, halType);
}

/** Nothing found, or nothing to say: 204 with an empty body. */
export function empty(context: ApiContext): Response {
  return context.body(null, 204);
}

/** Links echo the host that the client asked. */
export function selfLink(context: ApiContext, path: string): { self: { href: string } } {
  return { self: { href: new URL(path, context.req.url).href } };
}

export function queryOf(context: ApiContext): QueryTree {
  return parseQuery(new URL(context.req.url).searchParams);
}

export function withOf(query: QueryTree): ReadonlySet<string> {
  return new Set((textList(query["with"]) ?? []).flatMap((text) => text.split(",")));
}

/** The number in the path; what is not a number names nothing. */
export function idParam(context: ApiContext): number {
  return Number(context.req.param("id"));
}

const entitiesMost = 250;

export interface Listing<Row> {
  /** Key in `_embedded`. */
  readonly key: string;
  readonly rows: readonly Row[];
  readonly model: (row: Row) => object;
  readonly limitMost?: number;
  /** Users and custom fields say how many there are; leads and contacts do not. */
  readonly totals?: boolean;
}

/** One page of a list with its neighbours; 204 when the page is empty. */
export function page<Row>(context: ApiContext, listing: Listing<Row>): Response {
  const url = new URL(context.req.url);
  const most = listing.limitMost ?? entitiesMost;
  const limit = positive(url.searchParams.get("limit"), 50);
  if (limit > most) throw new ApiProblem(422, `Limit ${most} per page`);
  const number = positive(url.searchParams.get("page"), 1);
  const start = (number - 1) * limit;
  const rows = listing.rows.slice(start, start + limit);
  if (rows.length === 0) return empty(context);
  const pageLink = (of: number) => {
    url.searchParams.set("page", String(of));
    return { href: url.href };
  };
  const links = {
    self: { href: context.req.url },
    ...(start + limit < listing.rows.length && { next: pageLink(number + 1) }),
    ...(number > 1 && { first: pageLink(1), prev: pageLink(number - 1) }),
  };
  const { length } = listing.rows;
  return hal(context, {
    ...(listing.totals && { _total_items: length, _page_count: Math.ceil(length / limit) }),
    _page: number,
    _links: links,
    _embedded: { [listing.key]: rows.map(listing.model) },
  });
}

function positive(text: string | null, otherwise: number): number {
  const number = Number(text ?? otherwise);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

/** A body that must be a non-empty array of objects. */
export function batchOf(context: ApiContext): readonly Record<string, unknown>[] {
  const body = context.get("body");
  if (!Array.isArray(body) || body.length === 0) throw emptyRequest();
  if (body.length > entitiesMost)
    throw new ApiProblem(400, `Too many entities: ${entitiesMost} at most`);
  return body.map(asObject);
}

export function objectOf(context: ApiContext): Record<string, unknown> {
  return asObject(context.get("body"));
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw emptyRequest();
  return value as Record<string, unknown>;
}

export function requestIdOf(item: Record<string, unknown>, index: number): string {
  const given = item["request_id"];
  return typeof given === "string" || typeof given === "number" ? String(given) : String(index);
}
