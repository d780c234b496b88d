import type { Hono } from "hono";
import type { Account, User } from "#sandbox/state/account.ts";
import {
  type ApiContext,
  type ApiEnv,
  hal,
  idParam,
  page,
  queryOf,
  selfLink,
  withOf,
} from "./answers.ts";
import { ApiProblem, forbidden } from "./problems.ts";

export function mountUsers(app: Hono<ApiEnv>): void {
  app.get("/api/v4/users", listUsers);
  app.get("/api/v4/users/:id{[0-9]+}", getUser);
}

function listUsers(context: ApiContext): Response {
  const account = adminsAccount(context);
  const asked = withOf(queryOf(context));
  return page(context, {
    key: "users",
    rows: [...account.users.values()],
    model: (user) => userModel(context, user, asked),
    totals: true,
  });
}

function getUser(context: ApiContext): Response {
  const user = adminsAccount(context).users.get(idParam(context));
  if (!user) throw new ApiProblem(404, "Not found");
  return hal(context, userModel(context, user, withOf(queryOf(context))));
}

function adminsAccount(context: ApiContext): Account {
  if (!context.get("actor").admin) throw forbidden();
  return context.get("account");
}

function userModel(context: ApiContext, user: User, asked: ReadonlySet<string>): object {
  const account = context.get("account");
  const all = { view: "A", edit: "A", add: "A", delete: "A", export: "A" };
  const group = account.groups.get(user.groupId);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    lang: "ru",
    rights: {
      leads: all,
      contacts: all,
      companies: all,
      tasks: { edit: "A", delete: "A" },
      mail_access: false,
      catalog_access: false,
      status_rights: null,
      is_admin: user.admin,
      is_free: user.free,
      is_active: user.active,
      group_id: user.groupId === 0 ? null : user.groupId,
      role_id: null,
    },
    ...(asked.has("user_rank") && { user_rank: "candidate" }),
    ...(asked.has("phone_number") && { phone_number: null }),
    _links: selfLink(context, `/api/v4/users/${user.id}/`),
    _embedded: {
      ...(asked.has("role") && { roles: [] }),
      ...(asked.has("group") && {
        groups: group === undefined ? [] : [{ id: user.groupId, name: group }],
      }),
    },
  };
}
