import { z } from "zod";
import {
  AccountPath,
  type Endpoint,
  everybody,
  InLanguage,
  Instant,
  ManagerKey,
  none,
  selves,
} from "./endpoint.ts";

export const setDuty = {
  method: "put",
  path: "/accounts/{account}/duty",
  summary: "Switch a manager on duty, to a pause or off duty",
  params: AccountPath,
  query: none,
  body: z
    .strictObject({
      manager: ManagerKey,
      state: z.enum(["online", "paused", "offline"]),
      /** A pause ends by itself then; without it, when somebody says so. */
      until: Instant.positive().optional(),
      why: z.string().trim().max(200).optional(),
    })
    .refine(({ state, until }) => until === undefined || state === "paused", {
      path: ["until"],
      message: "only a pause ends by itself: give `until` with the state `paused`",
    }),
  response: none,
  roles: selves,
} as const satisfies Endpoint;

export const bePresent = {
  method: "post",
  path: "/accounts/{account}/presence",
  summary: "A manager is at work: sent every minute by his page while it is looked at",
  params: AccountPath,
  query: none,
  body: z.strictObject({ manager: ManagerKey }),
  response: none,
  roles: ["manager"],
} as const satisfies Endpoint;

const AvailabilityChange = z.object({
  at: Instant,
  manager: z.string(),
  name: z.string(),
  what: z.enum(["duty", "presence", "blocked"]),
  /** A duty; `present` or `absent`; `active` or `blocked`. */
  from: z.string(),
  to: z.string(),
  until: Instant.nullable(),
  /** A login, `himself`, `system` or `api`. */
  by: z.string(),
  /** In somebody's own words, or in the language asked for. */
  why: z.string().nullable(),
});
export type AvailabilityChange = z.output<typeof AvailabilityChange>;

export const listAvailability = {
  method: "get",
  path: "/accounts/{account}/availability-log",
  summary: "Who was switched on and off, when and by whom, newest first",
  params: AccountPath,
  /** A manager is shown his own changes whatever he asks for. */
  query: InLanguage.extend({ manager: z.string().min(1).max(200).optional() }),
  body: none,
  response: z.object({ changes: z.array(AvailabilityChange) }),
  roles: everybody,
} as const satisfies Endpoint;
