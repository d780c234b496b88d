import type { HttpBindings } from "@hono/node-server";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Caller, Handlers, Identity } from "./caller.ts";
import { type Contract, contract } from "./contract/all.ts";
import type { Endpoint, Input } from "./contract/endpoint.ts";
import { ProblemDocument } from "./contract/problem.ts";
import { isCrossSite } from "./cross-site.ts";
import { actsFor, refusal } from "./guard.ts";
import { Problem, problemResponse } from "./problem.ts";

/** Who calls is found out once a request, before anything of it is believed. */
export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { caller: Caller };
}
export type Identify = (context: Context<ApiEnv>) => Promise<Caller>;
type AnyHandler = (input: Input<Endpoint>, caller: Caller) => Promise<unknown>;

export interface ServerOptions {
  readonly handlers: Handlers;
  readonly identify: Identify;
  readonly publicUrl: string | null;
  readonly version: string;
}

export const API_ROOT = "/api/v1";
const BODY_BYTES_MAX = 2 * 2 ** 20;

/** Every endpoint of the contract. Input and output pass its schemas, so nothing undeclared leaks. */
export function createServer(options: ServerOptions): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use(refuseCrossSite(options.publicUrl));
  app.use(async (context, next) => {
    context.set("caller", await options.identify(context));
    context.header("cache-control", "no-store");
    await next();
  });
  for (const name of Object.keys(contract) as (keyof Contract)[]) {
    register(app, name, options.handlers[name] as AnyHandler);
  }
  return app;
}

export const openApiInfo = (version: string) => ({
  openapi: "3.1.0",
  info: {
    title: "Smena",
    version,
    description: "Gives every incoming lead to the right manager, and proves why.",
  },
  servers: [{ url: API_ROOT }],
});

function register(app: OpenAPIHono<ApiEnv>, name: keyof Contract, handler: AnyHandler): void {
  const endpoint: Endpoint = contract[name];
  const takesBody = endpoint.method === "post" || endpoint.method === "put";
  const route = createRoute({
    operationId: name,
    method: endpoint.method,
    path: endpoint.path,
    summary: endpoint.summary,
    middleware: takesBody ? [admit(endpoint), limitBody(endpoint), requireJson] : [admit(endpoint)],
    request: {
      params: endpoint.params,
      query: endpoint.query,
      ...(takesBody && {
        body: { required: true, content: { "application/json": { schema: endpoint.body } } },
      }),
    },
    responses: {
      200: {
        description: "Done",
        content: { "application/json": { schema: endpoint.response } },
      },
      default: {
        description: "A problem, named by its `code`",
        content: { "application/problem+json": { schema: ProblemDocument } },
      },
    },
  });
  app.openapi(route, async (context) => {
    const input = {
      params: context.req.valid("param"),
      query: context.req.valid("query"),
      body: takesBody ? context.req.valid("json" as never) : {},
    };
    refuseNul(input);
    refuseForeignManager(input, context.get("caller").identity);
    const answer = await handler(input, context.get("caller"));
    return context.json(endpoint.response.parse(answer), 200);
  });
}

function limitBody({ bodyMax = BODY_BYTES_MAX }: Endpoint): MiddlewareHandler {
  return bodyLimit({ maxSize: bodyMax, onError: refuseLarge });
}

/** Refuses whoever may not use the endpoint, before its input is even read. */
export function admit(endpoint: Pick<Endpoint, "roles">): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const account = context.req.param("account") ?? null;
    const code = refusal(context.get("caller").identity, { roles: endpoint.roles, account });
    if (code !== null) throw new Problem(code);
    await next();
  };
}

/** Whatever names a manager, in its query or its body, speaks for him. */
function refuseForeignManager({ query, body }: Input<Endpoint>, identity: Identity | null): void {
  const named = [query, body].flatMap((part) =>
    typeof part === "object" && part !== null && "manager" in part ? [part.manager] : [],
  );
  for (const manager of named) {
    if (identity === null || typeof manager !== "string") continue;
    if (!actsFor(identity, manager)) throw new Problem("manager_forbidden");
  }
}

const requireJson: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem("json_required");
  await next();
};

function refuseCrossSite(publicUrl: string | null): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const { method } = context.req;
    const header = (name: string) => context.req.header(name);
    if (isCrossSite({ method, header, publicUrl })) throw new Problem("cross_site");
    await next();
  };
}

/** The one character that PostgreSQL cannot keep; no person types it. */
function refuseNul(input: unknown, path = "input"): void {
  if (typeof input === "string" && input.includes("\0")) {
    const message = "must not hold the character NUL";
    throw new Problem("input_invalid", {
      detail: `${path}: ${message}`,
      errors: [{ path, message }],
    });
  }
  if (typeof input !== "object" || input === null) return;
  for (const [key, value] of Object.entries(input)) {
    refuseNul(key, path);
    refuseNul(value, path === "input" ? key : `${path}.${key}`);
  }
}

function refuseInvalid(
  result: { target: string } & (
    | { success: true }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } }
  ),
): void {
  if (result.success) return;
  const place = result.target === "json" ? "body" : result.target;
  const errors = result.error.issues.map(({ path, message }) => ({
    path: [place, ...path].map(String).join("."),
    message,
  }));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new Problem("input_invalid", { detail: detail.slice(0, 1_000), errors });
}

const refuseLarge = () => problemResponse(new Problem("body_too_large"));
const refuseMethod = (_: Context, allowed: string[]) =>
  problemResponse(new Problem("method_not_allowed"), { allow: allowed.join(", ") });
