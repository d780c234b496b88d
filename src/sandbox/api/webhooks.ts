import type { Hono } from "hono";
import { z } from "zod";
import type { Account, Webhook } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { hookCodes } from "#sandbox/webhooks/hook-codes.ts";
import {
  type ApiContext,
  type ApiEnv,
  empty,
  hal,
  objectOf,
  queryOf,
  selfLink,
} from "./answers.ts";
import {
  ApiProblem,
  forbidden,
  unsupported,
  type ValidationError,
  validationProblem,
} from "./problems.ts";
import { subtree, textList } from "./query.ts";
import { shapeErrors } from "./write-input.ts";

const webhooksMost = 100;

export function mountWebhooks(app: Hono<ApiEnv>): void {
  app.get("/api/v4/webhooks", listWebhooks);
  app.post("/api/v4/webhooks", subscribe);
  app.delete("/api/v4/webhooks", unsubscribe);
}

function listWebhooks(context: ApiContext): Response {
  const account = adminsAccount(context);
  const wanted = textList(subtree(queryOf(context)["filter"])["destination"]);
  const webhooks = [...account.webhooks.values()].filter(
    ({ destination }) => wanted?.includes(destination) ?? true,
  );
  if (webhooks.length === 0) return empty(context);
  return hal(context, {
    _total_items: webhooks.length,
    _links: selfLink(context, "/api/v4/webhooks"),
    _embedded: { webhooks: webhooks.map((webhook) => webhookModel(account, webhook)) },
  });
}

const subscription = z.looseObject({
  destination: z.url({ protocol: /^https?$/ }),
  settings: z.array(z.string()).min(1),
  sort: z.int().optional(),
});

/** The same destination again replaces its settings and switches it on. */
function subscribe(context: ApiContext): Response {
  const account = adminsAccount(context);
  const parsed = subscription.safeParse(objectOf(context));
  if (!parsed.success) throw refused(shapeErrors(parsed.error));
  const { destination, settings, sort } = parsed.data;
  const refusedCodes = new Set(account.settings.hooks.refusedCodes);
  const errors = settings.flatMap((code, index) =>
    hookCodes.has(code) && !refusedCodes.has(code) ? [] : [unsupported(`settings.${index}`)],
  );
  if (errors.length > 0) throw refused(errors);
  const known = account.webhooks.get(destination);
  if (!known && account.webhooks.size >= webhooksMost) {
    throw new ApiProblem(400, `Webhooks limit exceeded: ${webhooksMost}`);
  }
  const now = unixNow(account);
  const webhook: Webhook = known ?? {
    id: account.nextId("webhook"),
    destination,
    createdAt: now,
    createdBy: context.get("actor").id,
    settings,
    sort: 1,
    updatedAt: now,
    disabled: false,
  };
  Object.assign(webhook, { settings, sort: sort ?? webhook.sort, updatedAt: now, disabled: false });
  account.webhooks.set(destination, webhook);
  return hal(context, webhookModel(account, webhook), 201);
}

function refused(errors: readonly ValidationError[]): ApiProblem {
  return validationProblem([{ requestId: "0", errors }]);
}

function unsubscribe(context: ApiContext): Response {
  const account = adminsAccount(context);
  const { destination } = objectOf(context);
  if (typeof destination !== "string" || !account.webhooks.delete(destination)) {
    throw new ApiProblem(404, "Webhook not found");
  }
  return empty(context);
}

function adminsAccount(context: ApiContext): Account {
  if (!context.get("actor").admin) throw forbidden();
  return context.get("account");
}

function webhookModel(account: Account, webhook: Webhook): object {
  return {
    id: webhook.id,
    destination: webhook.destination,
    created_at: webhook.createdAt,
    updated_at: webhook.updatedAt,
    account_id: account.id,
    created_by: webhook.createdBy,
    sort: webhook.sort,
    disabled: webhook.disabled,
    settings: webhook.settings,
  };
}
