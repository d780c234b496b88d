import { z } from "zod";
import { Cause } from "./decisions.ts";
import { AccountPath, type Endpoint, InLanguage, Instant, selves } from "./endpoint.ts";
import { NoticeKind } from "./notices.ts";

export const ManagerDuty = z.object({
  state: z.enum(["online", "paused", "offline"]),
  /** When a pause ends by itself; null: when somebody says so. */
  until: Instant.nullable(),
  /** Who switched it last, and why; null where nothing is known. */
  by: z.string().nullable(),
  why: z.string().nullable(),
});
export type ManagerDuty = z.output<typeof ManagerDuty>;

const LeadName = z.object({
  lead: z.string(),
  leadName: z.string(),
  leadUrl: z.string().nullable(),
});

/** One rule of his, and where he stands in it. */
const MyQueue = z.object({
  rule: z.string(),
  ruleName: z.string(),
  /** How many would each receive a lead before him; where he cannot receive one now, if he could. */
  before: z.int(),
  /** What is owed to him, in leads. */
  balance: z.number(),
  /** His part of the rule's leads among those who can receive one now and himself, 0 to 1. */
  share: z.number(),
  eligible: z.boolean(),
  /** What stands in his way now; null: nothing, or that it is another's turn. */
  verdict: z.string().nullable(),
});

const MyLead = LeadName.extend({
  at: Instant,
  ruleName: z.string().nullable(),
  cause: Cause,
  /** Why he received it. */
  sentence: z.string(),
  taken: z.boolean(),
  /** Until when he has to begin with it; null where nothing asks him to. */
  takeBy: Instant.nullable(),
  closed: z.boolean(),
});

export const MyPage = z.object({
  now: Instant,
  timeZone: z.string(),
  manager: z.string(),
  name: z.string(),
  duty: ManagerDuty,
  onShift: z.boolean(),
  /** When the shift that covers this moment ends; null: there is none, or no end is known. */
  shiftEndsAt: Instant.nullable(),
  /** His shifts of the next 14 days, half-open; none where he has no hours. */
  shifts: z.array(z.object({ from: Instant, to: Instant })),
  queues: z.array(MyQueue),
  /** Laid before him: the first who accepts has the lead. */
  offers: z.array(
    LeadName.extend({
      ruleName: z.string().nullable(),
      facts: z.array(z.object({ name: z.string(), value: z.string() })),
      until: Instant,
    }),
  ),
  /** His of today and those still open, newest first. */
  leads: z.array(MyLead),
  /** The last leads of his rules that somebody else received, with his own verdict in words. */
  passedOver: z.array(
    LeadName.extend({ at: Instant, winnerName: z.string(), sentence: z.string() }),
  ),
  /** Taken from him, and why. */
  lost: z.array(
    LeadName.extend({ at: Instant, toName: z.string().nullable(), sentence: z.string() }),
  ),
  notices: z.array(
    z.object({
      id: z.int(),
      at: Instant,
      kind: NoticeKind,
      sentence: z.string(),
      lead: z.string().nullable(),
      read: z.boolean(),
    }),
  ),
});
export type MyPage = z.output<typeof MyPage>;

export const getMyPage = {
  method: "get",
  path: "/accounts/{account}/my-page",
  summary: "A manager's own page: duty, queues, offers, leads, and why the others went elsewhere",
  params: AccountPath,
  /** A manager's own is shown to him without `manager`; everybody else names one. */
  query: InLanguage.extend({ manager: z.string().min(1).max(200).optional() }),
  body: z.strictObject({}),
  response: MyPage,
  roles: selves,
} as const satisfies Endpoint;
