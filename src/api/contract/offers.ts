import { z } from "zod";
import { type Endpoint, InLanguage, LeadPath, ManagerKey, none, selves } from "./endpoint.ts";

const ByManager = z.strictObject({ manager: ManagerKey });

export const acceptOffer = {
  method: "post",
  path: "/accounts/{account}/leads/{lead}/accept",
  summary: "Accept an offered lead: the first who does has it",
  params: LeadPath,
  query: InLanguage,
  body: ByManager,
  response: z.object({
    /** `given`: somebody was first; `over`: the offer's time is; `not_offered`: not to this manager. */
    outcome: z.enum(["yours", "given", "over", "not_offered"]),
    /** The name of whoever has the lead; null: nobody yet. */
    winner: z.string().nullable(),
    sentence: z.string(),
  }),
  roles: selves,
} as const satisfies Endpoint;

export const declineOffer = {
  method: "post",
  path: "/accounts/{account}/leads/{lead}/decline",
  summary: "Decline an offered lead, so that the others have it sooner",
  params: LeadPath,
  query: none,
  body: ByManager,
  response: z.object({ outcome: z.enum(["declined", "over"]) }),
  roles: selves,
} as const satisfies Endpoint;

export const takeLead = {
  method: "post",
  path: "/accounts/{account}/leads/{lead}/take",
  summary: "Say that work on a received lead has begun",
  params: LeadPath,
  query: none,
  body: ByManager,
  response: none,
  roles: selves,
} as const satisfies Endpoint;
