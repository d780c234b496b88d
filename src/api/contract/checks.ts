import { z } from "zod";
import { type Endpoint, none } from "./endpoint.ts";

export const Check = z.object({
  /** What was looked at, such as `database` or `webhook cosmetics`. */
  name: z.string(),
  status: z.enum(["ok", "warn", "fail"]),
  /** What was found, in one sentence. */
  finding: z.string(),
  /** What to do about it; null where all is well. */
  remedy: z.string().nullable(),
});
export type Check = z.output<typeof Check>;

export const runChecks = {
  method: "get",
  path: "/checks",
  summary: "Look at the database, the CRM accounts, their webhooks, the clocks and the versions",
  params: none,
  query: none,
  body: none,
  response: z.object({ checks: z.array(Check) }),
  roles: ["administrator"],
} as const satisfies Endpoint;
