import { z } from "zod";
import { AccountPath, type Endpoint, InLanguage, none, watchers } from "./endpoint.ts";

/** Minutes from Monday 00:00 of a plain week in `timeZone`, half-open, within 0 to 10080. */
const WeekSpan = z.object({ from: z.int(), to: z.int() });

export const RuleView = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(["live", "shadow", "draft", "off"]),
  /** «Звонки с понедельника по пятницу с 16:00 до 9:00 следующего дня — Урсула и Марина по очереди.» */
  sentence: z.string(),
  /** What happens when nobody can take it. */
  otherwise: z.string(),
  method: z.string(),
  methodName: z.string(),
  timeZone: z.string(),
  open: z.boolean(),
  window: z.array(WeekSpan),
  members: z.array(
    z.object({
      manager: z.string(),
      name: z.string(),
      weight: z.number(),
      /** Share when all members are eligible, 0 to 1. */
      share: z.number(),
      /** His shifts in the coming week, in the rule's zone; empty where he has no hours. */
      shifts: z.array(WeekSpan),
      /** Leads received in this rule, and what he was entitled to. */
      received: z.int(),
      due: z.number(),
    }),
  ),
});
export type RuleView = z.output<typeof RuleView>;

export const listRules = {
  method: "get",
  path: "/accounts/{account}/rules",
  summary: "The rules in order, as sentences, with their week",
  params: AccountPath,
  query: InLanguage,
  body: none,
  response: z.object({
    version: z.int(),
    timeZone: z.string(),
    /** Minutes from Monday 00:00 in `timeZone`. */
    nowMinute: z.int(),
    rules: z.array(RuleView),
  }),
  roles: watchers,
} as const satisfies Endpoint;
