/** Rules by sales: what everybody's share is concluded from, how it moved, and what is set. */
import { z } from "zod";
import {
  Because,
  ConversionRule,
  ConversionSettings,
  ConversionView,
  Part,
} from "./conversion-view.ts";
import {
  AccountPath,
  type Endpoint,
  InLanguage,
  Instant,
  leaders,
  none,
  watchers,
} from "./endpoint.ts";

const OfRule = InLanguage.extend({
  /** Default: the first by sales. */
  rule: z.string().min(1).max(200).optional(),
});

export const getConversion = {
  method: "get",
  path: "/accounts/{account}/conversion",
  summary: "Who sells, what share follows from it, and why it moved",
  params: AccountPath,
  query: OfRule,
  body: none,
  response: z.object({
    /** Of the configuration; to be sent with settings. */
    version: z.int(),
    now: Instant,
    timeZone: z.string(),
    /** Those that share by sales, in their order. */
    rules: z.array(ConversionRule),
    /** Null: no rule shares by sales. */
    view: ConversionView.nullable(),
  }),
  roles: watchers,
} as const satisfies Endpoint;

export const getConversionShares = {
  method: "get",
  path: "/accounts/{account}/conversion/shares",
  summary: "Everybody's share at the end of each day, or of each minute of the last hour",
  params: AccountPath,
  query: OfRule.omit({ lang: true }).extend({
    days: z.coerce.number().int().min(2).max(366).default(90),
    /** Finer than days: the last hour by minutes, the last day by quarters of an hour. */
    span: z.enum(["hour", "day"]).optional(),
  }),
  body: none,
  response: z.object({
    timeZone: z.string(),
    /**
     * `YYYY-MM-DD` in that zone, oldest first; the last is today, as it is now. With a `span`
     * `YYYY-MM-DDTHH:MM`.
     */
    days: z.array(z.string()),
    members: z.array(
      z.object({
        manager: z.string(),
        name: z.string(),
        /** By day; null: he was not in the rule. */
        shares: z.array(Part.nullable()),
      }),
    ),
  }),
  roles: watchers,
} as const satisfies Endpoint;

export const previewConversion = {
  method: "post",
  path: "/accounts/{account}/conversion/preview",
  summary: "What shares would become by other settings; changes nothing",
  params: AccountPath,
  query: InLanguage,
  body: z.strictObject({ rule: z.string().min(1).max(200), settings: ConversionSettings }),
  response: z.object({
    members: z.array(
      z.object({
        manager: z.string(),
        name: z.string(),
        /** Today's; null: he has none. */
        from: Part.nullable(),
        to: Part,
        because: z.array(Because),
      }),
    ),
    /** Unified difference of the configuration; empty where nothing would change. */
    difference: z.string(),
  }),
  roles: leaders,
} as const satisfies Endpoint;

export const saveConversionSettings = {
  method: "put",
  path: "/accounts/{account}/conversion/settings",
  summary: "Write settings of a rule by sales into the configuration",
  params: AccountPath,
  query: none,
  body: z.strictObject({
    rule: z.string().min(1).max(200),
    /** The configuration's version that was looked at. */
    version: z.int().positive(),
    settings: ConversionSettings,
  }),
  response: z.object({ version: z.int(), applied: z.boolean() }),
  roles: leaders,
} as const satisfies Endpoint;
