import type { Hono } from "hono";
import type { Account } from "#sandbox/state/account.ts";
import { type ApiContext, type ApiEnv, hal, queryOf, selfLink, withOf } from "./answers.ts";

const currencySymbols: Readonly<Record<string, string>> = {
  RUB: "₽",
  USD: "$",
  EUR: "€",
  KZT: "₸",
};

export function mountAccount(app: Hono<ApiEnv>): void {
  app.get("/api/v4/account", getAccount);
}

function getAccount(context: ApiContext): Response {
  const account = context.get("account");
  const asked = withOf(queryOf(context));
  return hal(context, {
    id: account.id,
    name: account.name,
    subdomain: account.subdomain,
    current_user_id: context.get("actor").id,
    country: "RU",
    currency: account.currency,
    currency_symbol: currencySymbols[account.currency] ?? account.currency,
    customers_mode: "segments",
    is_unsorted_on: true,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(asked.has("is_api_filter_enabled") && {
      is_api_filter_enabled: account.settings.filtersEnabled,
    }),
    ...(asked.has("version") && { version: 16 }),
    _links: selfLink(context, "/api/v4/account"),
    _embedded: embedded(context, account, asked),
  });
}

function embedded(context: ApiContext, account: Account, asked: ReadonlySet<string>): object {
  const groups = [[0, "Отдел продаж"] as const, ...account.groups];
  return {
    ...(asked.has("users_groups") && {
      users_groups: groups.map(([id, name]) => ({ id, name, uuid: null })),
    }),
    ...(asked.has("task_types") && {
      task_types: [
        { id: 1, name: "Связаться", color: null, icon_id: null, code: "FOLLOW_UP" },
        { id: 2, name: "Встреча", color: null, icon_id: null, code: "MEETING" },
      ],
    }),
    ...(asked.has("datetime_settings") && {
      datetime_settings: dateTimeSettings(account, context.get("account").clock()),
    }),
  };
}

function dateTimeSettings({ timezone }: Account, nowMs: number): object {
  const zone = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" })
    .formatToParts(nowMs)
    .find(({ type }) => type === "timeZoneName")?.value;
  return {
    date_pattern: "d.m.Y H:i",
    short_date_pattern: "d.m.Y",
    short_time_pattern: "H:i",
    date_formant: "d.m.Y",
    time_format: "H:i:s",
    timezone,
    timezone_offset: zone?.replace("GMT", "") || "+00:00",
  };
}
