import { z } from "zod";
import { DecisionLine } from "./decisions.ts";
import { AccountPath, type Endpoint, InLanguage, Instant, none, watchers } from "./endpoint.ts";
import { ManagerDuty } from "./my-page.ts";

const TeamMember = z.object({
  manager: z.string(),
  name: z.string(),
  /** `free` has no hours and only his duty switch counts. */
  state: z.enum(["on_shift", "off_shift", "paused", "off_duty", "free", "blocked"]),
  /** When that state ends by schedule or by the pause's own time; null: nothing tells. */
  until: Instant.nullable(),
  timeZone: z.string(),
  receivedToday: z.int(),
  lastAt: Instant.nullable(),
  /** His switch, and who set it why. */
  duty: ManagerDuty,
  /** For ten minutes of his shift neither on duty nor seen. */
  notAtWork: z.boolean(),
  /** Leads in a row that he let lie. */
  missedInRow: z.int(),
  /** Shifts that touch the next 24 hours, epoch ms half-open. */
  shifts: z.array(z.object({ from: Instant, to: Instant })),
});

const Queue = z.object({
  rule: z.string(),
  ruleName: z.string(),
  open: z.boolean(),
  /** The window's next change: closing time where open, opening time where closed; null: never. */
  changesAt: Instant.nullable(),
  waiting: z.int(),
  /** Eligible members, next first, as the ledger would choose now for leads to come. */
  next: z.array(
    z.object({ manager: z.string(), name: z.string(), balance: z.number(), share: z.number() }),
  ),
});

const Waiting = z.object({
  lead: z.string(),
  leadName: z.string(),
  leadUrl: z.string().nullable(),
  since: Instant,
  rule: z.string().nullable(),
  ruleName: z.string().nullable(),
  /** Null where no schedule tells when somebody becomes eligible. */
  until: Instant.nullable(),
  decision: z.int(),
  sentence: z.string(),
  /** Names of those before whom it is laid, while it is. */
  offeredTo: z.array(z.string()),
  offerUntil: Instant.nullable(),
  /** Names of those who let it lie. */
  missedBy: z.array(z.string()),
});

export const Today = z.object({
  now: Instant,
  timeZone: z.string(),
  feed: z.array(DecisionLine),
  team: z.array(TeamMember),
  queues: z.array(Queue),
  waiting: z.array(Waiting),
  counts: z.object({
    received: z.int(),
    assigned: z.int(),
    waiting: z.int(),
    unmatched: z.int(),
    undecided: z.int(),
    /** Median milliseconds from arrival to the CRM's confirmation today; null without any. */
    medianMs: z.int().nullable(),
  }),
  /** Arrival of the oldest lead without a decision; null where there is none. */
  oldestUndecidedAt: Instant.nullable(),
  warnings: z.array(z.object({ code: z.string(), sentence: z.string() })),
});
export type Today = z.output<typeof Today>;

export const getToday = {
  method: "get",
  path: "/accounts/{account}/today",
  summary: "What is happening now: feed, shifts, queues, waiting pool",
  params: AccountPath,
  query: InLanguage,
  body: none,
  response: Today,
  roles: watchers,
} as const satisfies Endpoint;

/**
 * `GET /api/v1/accounts/{account}/stream`: server-sent events for live screens. Event `decision`
 * carries a DecisionLine (not to managers), event `notice` a NoticeLine of the reader's own; event
 * `changed` says that something else on Today moved (`{}`).
 */
export const streamPath = "/accounts/{account}/stream";
