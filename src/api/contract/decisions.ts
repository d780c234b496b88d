import { z } from "zod";
import { AccountPath, type Endpoint, InLanguage, Instant, LeadPath, watchers } from "./endpoint.ts";

export const Cause = z.enum([
  "new",
  "released",
  "not_taken",
  "handover",
  "duty_off",
  "returned",
  "manual",
]);

/** One line of the feed and of the history. */
export const DecisionLine = z.object({
  /** Position in the account's chain of decisions. */
  id: z.int(),
  lead: z.string(),
  leadName: z.string(),
  /** Address of the lead's card in the CRM; null for leads that came by API. */
  leadUrl: z.string().nullable(),
  at: Instant,
  cause: Cause,
  kind: z.enum(["assigned", "waiting", "unmatched", "left"]),
  rule: z.string().nullable(),
  ruleName: z.string().nullable(),
  manager: z.string().nullable(),
  managerName: z.string().nullable(),
  /** Who had it before and lost it by this decision; null: nobody. */
  fromName: z.string().nullable(),
  channel: z.enum(["call", "written", "other"]),
  source: z.string().nullable(),
  price: z.number().nullable(),
  delivery: z.enum(["pending", "sent", "confirmed", "failed"]).nullable(),
  /** One sentence: why, in the language asked for. */
  sentence: z.string(),
});
export type DecisionLine = z.output<typeof DecisionLine>;

/** Everything behind one decision. Balances, credits and debits are in leads. */
export const Why = z.object({
  decision: DecisionLine,
  /** «Надежда получила: её очередь, должны были 1,2 сделки» and what follows from it. */
  headline: z.string(),
  members: z.array(
    z.object({
      manager: z.string(),
      name: z.string(),
      verdict: z.string(),
      sentence: z.string(),
      eligible: z.boolean(),
      chosen: z.boolean(),
      weight: z.number(),
      /** Share of this lead among the eligible, 0 to 1. */
      share: z.number(),
      before: z.number(),
      credit: z.number(),
      after: z.number(),
    }),
  ),
  /** The rules in order up to the one that took the lead, with the reason of each. */
  rules: z.array(
    z.object({ rule: z.string(), name: z.string(), took: z.boolean(), sentence: z.string() }),
  ),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  path: z.object({
    cameAt: Instant,
    decidedAt: Instant,
    deliveredAt: Instant.nullable(),
    confirmedAt: Instant.nullable(),
    /** What the CRM answered last, where delivery has failed or is being repeated. */
    error: z.string().nullable(),
  }),
  /** Whom «why not …?» can be asked about: everybody of the time but the receiver. */
  others: z.array(z.object({ manager: z.string(), name: z.string() })),
  /** All decisions about this lead, oldest first. */
  chain: z.array(DecisionLine),
  configurationVersion: z.int(),
  hash: z.string(),
  /** Weights were concluded from what everybody has sold. */
  bySales: z.boolean(),
});
export type Why = z.output<typeof Why>;

export const listDecisions = {
  method: "get",
  path: "/accounts/{account}/decisions",
  summary: "Decisions, newest first",
  params: AccountPath,
  query: InLanguage.extend({
    /** `next` of the page before. */
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    manager: z.string().max(200).optional(),
    rule: z.string().max(200).optional(),
    kind: z.enum(["assigned", "waiting", "unmatched", "left"]).optional(),
    /** A lead's id or a part of its name. */
    lead: z.string().max(200).optional(),
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
  }),
  body: z.strictObject({}),
  response: z.object({
    decisions: z.array(DecisionLine),
    next: z.int().nullable(),
    total: z.int(),
  }),
  roles: watchers,
} as const satisfies Endpoint;

export const explainDecision = {
  method: "get",
  path: "/accounts/{account}/decisions/{id}",
  summary: "Why: every manager's verdict with its numbers",
  params: AccountPath.extend({ id: z.coerce.number().int().positive() }),
  query: InLanguage,
  body: z.strictObject({}),
  response: Why,
  roles: watchers,
} as const satisfies Endpoint;

/** What would have had to be otherwise for a manager to receive the lead. */
export const Counterfactual = z.object({
  manager: z.string(),
  name: z.string(),
  /** False where nothing small enough would have given it to him; the sentence says so. */
  found: z.boolean(),
  /** «Если бы сделка пришла сегодня в 19:00, решение было бы: получает Марина.» */
  sentence: z.string(),
});
export type Counterfactual = z.output<typeof Counterfactual>;

export const explainCounterfactual = {
  method: "get",
  path: "/accounts/{account}/decisions/{id}/counterfactual",
  summary: "Why not somebody else: the smallest change that would have given him the lead",
  params: AccountPath.extend({ id: z.coerce.number().int().positive() }),
  query: InLanguage.extend({ manager: z.string().min(1).max(200) }),
  body: z.strictObject({}),
  response: Counterfactual,
  roles: watchers,
} as const satisfies Endpoint;

export const explainLead = {
  method: "get",
  path: "/accounts/{account}/leads/{lead}/why",
  summary: "Why: the latest decision about a lead, by the lead's id in the CRM",
  params: LeadPath,
  query: InLanguage,
  body: z.strictObject({}),
  response: Why,
  roles: watchers,
} as const satisfies Endpoint;

export const submitLead = {
  method: "post",
  path: "/accounts/{account}/leads",
  summary: "Hand in a lead by API, for accounts without a CRM or leads that no webhook reports",
  params: AccountPath,
  query: z.strictObject({}),
  body: z.strictObject({
    lead: z.string().min(1).max(100),
    name: z.string().max(500).default(""),
    facts: z
      .record(
        z.string().max(100),
        z.union([
          z.string().max(2_000),
          z.number(),
          z.boolean(),
          z.array(z.string().max(200)).max(100),
        ]),
      )
      .default({}),
  }),
  /** `accepted` is false where this lead is already known: nothing is decided twice. */
  response: z.object({ accepted: z.boolean() }),
  roles: ["administrator", "head"],
} as const satisfies Endpoint;
