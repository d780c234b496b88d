/** What becomes of leads of an account without a CRM: a CRM tells it by itself. */
import { z } from "zod";
import { AccountPath, type Endpoint, Instant, leaders, none } from "./endpoint.ts";

export const submitOutcome = {
  method: "post",
  path: "/accounts/{account}/outcomes",
  summary: "Tell what became of a lead that was handed in by API",
  params: AccountPath,
  query: none,
  body: z.strictObject({
    lead: z.string().min(1).max(100),
    state: z.enum(["won", "lost", "junk", "reopened"]),
    /** When it came to be so; absent: just now. */
    at: Instant.optional(),
    /** What it was sold for. */
    price: z.number().nonnegative().optional(),
  }),
  response: z.object({ accepted: z.literal(true) }),
  roles: leaders,
} as const satisfies Endpoint;
