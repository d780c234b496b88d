import { z } from "zod";
import { AccountPath, type Endpoint, InLanguage, none, watchers } from "./endpoint.ts";

const Finding = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  /** The rule's id; null where the finding is about no single rule. */
  rule: z.string().nullable(),
  /** ISO 8601 in the account's zone, half-open; null where no time is to blame. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** A lead, as a line of an events file, that shows it. */
  example: z.looseObject({ at: z.string(), lead: z.string() }).nullable(),
  message: z.string(),
});

/** What `smena check` says of the active configuration. */
export const listFindings = {
  method: "get",
  path: "/accounts/{account}/findings",
  summary: "Hours that no rule takes, hours in which nobody works, rules that are never reached",
  params: AccountPath,
  query: InLanguage,
  body: none,
  response: z.object({ version: z.int(), findings: z.array(Finding) }),
  roles: watchers,
} as const satisfies Endpoint;
