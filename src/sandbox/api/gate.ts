import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Account, User } from "#sandbox/state/account.ts";
import type { Tenant, World } from "#sandbox/state/world.ts";
import type { ApiContext, ApiEnv } from "./answers.ts";
import {
  ApiProblem,
  blockedPage,
  retryAfterSeconds,
  tooManyRequests,
  unauthorized,
} from "./problems.ts";

/**
 * Which account is asked: by `X-Sandbox-Account`, else by `Host: SUB.amocrm.localhost`, else by the
 * token itself, so that a client that knows only an address and a token reaches its account too.
 */
export function findTenant(world: World): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    context.header("X-Request-Id", randomUUID());
    const host = context.req.header("host") ?? "";
    const named = /^([a-z0-9-]+)\.amocrm\.localhost(?::\d+)?$/i.exec(host)?.[1];
    const subdomain = context.req.header("x-sandbox-account") ?? named?.toLowerCase();
    const tenant = subdomain === undefined ? bearerOf(world, context) : world.tenant(subdomain);
    if (!tenant) {
      const known = world.tenants().map(({ account }) => account.subdomain);
      throw new ApiProblem(
        404,
        `${subdomain ? `No account «${subdomain}» here` : "No account is named"}: send the header X-Sandbox-Account or Host: SUBDOMAIN.amocrm.localhost with one of ${known.join(", ")}`,
      );
    }
    context.set("tenant", tenant);
    context.set("account", tenant.account);
    await next();
  };
}

function bearerOf(world: World, context: ApiContext): Tenant | undefined {
  const bearer = context.req.header("authorization");
  return world.tenants().find(({ account }) => bearer === `Bearer ${account.token}`);
}

/** Token, rate, block and subscription, in the order in which amoCRM minds them. */
export function admit(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const tenant = context.get("tenant");
    const { account } = tenant;
    const verdict = tenant.limit.take(account.clock());
    if (verdict === "blocked") return context.html(blockedPage, 403);
    if (verdict === "too_many") {
      context.header("Retry-After", String(retryAfterSeconds));
      throw tooManyRequests();
    }
    context.set("actor", actorOf(context, account));
    refuseUnpaid(tenant, context.req.method);
    return next();
  };
}

function actorOf(context: ApiContext, account: Account): User {
  if (context.req.header("authorization") !== `Bearer ${account.token}`) throw unauthorized();
  const owner = { ...account.owner, admin: account.settings.tokenIsAdmin };
  const asked = context.req.header("x-context-user-id");
  if (asked === undefined) return owner;
  const user = account.users.get(Number(asked));
  if (!owner.admin || !user?.active || user.free) throw unauthorized();
  return user;
}

function refuseUnpaid({ account }: Tenant, method: string): void {
  const { subscription } = account.settings;
  if (subscription === "ended" || (subscription === "reading_only" && method !== "GET")) {
    throw new ApiProblem(402, "Аккаунт не оплачен");
  }
}
