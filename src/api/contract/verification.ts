import { z } from "zod";
import { AccountPath, type Endpoint, none } from "./endpoint.ts";

const Key = z.string().max(200);

/** Until when so much may be made up for: epoch ms, fixed-point leads. */
const Portion = z.tuple([z.int(), z.int()]).readonly();

/** What holds up to a decision; the next page goes on behind it. */
const Verified = z.object({
  seq: z.int().min(0),
  hash: z.string().max(64),
  /** Ledger → manager → sum of the decisions, in fixed-point leads. */
  ledgers: z.record(Key, z.record(Key, z.int())),
  /** Ledger → manager → what the decisions leave him to make up for. */
  arrears: z.record(Key, z.record(Key, z.array(Portion).readonly())).default({}),
});

const Flaw = z.object({
  kind: z.enum([
    "missing",
    "altered",
    "row",
    "configuration",
    "recomputed",
    "turned_back",
    "shares",
    "end",
    "balance",
  ]),
  /** The decision's number and lead, where it is about one. */
  seq: z.int().nullable(),
  lead: z.string().nullable(),
  /** What differs: a part of the record by its path, a column, `ledger/manager`. */
  place: z.string(),
  stored: z.string(),
  /** What it should be by everything else. */
  expected: z.string(),
});
export type Flaw = z.output<typeof Flaw>;

export const verifyDecisions = {
  method: "post",
  path: "/accounts/{account}/verification",
  summary:
    "Prove a page of the history: chain, every decision made again; at the end the balances too",
  params: AccountPath,
  query: none,
  /** `verified` of the page before; the history is looked at from its beginning without it. */
  body: z.strictObject({ verified: Verified.optional() }),
  response: z.object({
    verified: Verified,
    total: z.int(),
    /** There is nothing more to look at. */
    done: z.boolean(),
    /** The first thing that does not hold. */
    flaw: Flaw.nullable(),
  }),
  roles: ["administrator"],
} as const satisfies Endpoint;
