/** What is shown of a rule by sales, and what can be set. */
import { z } from "zod";
import { Instant, ManagerKey } from "./endpoint.ts";

/** A part of a whole, 0 to 1. */
export const Part = z.number();

/** What the head may set. Absent from the configuration where it is as the method has it. */
export const ConversionSettings = z.strictObject({
  /** The least share, as a part of an equal one. */
  floor: z.number().min(0).max(1),
  /** The greatest share, in equal ones; of `adaptive`. */
  ceiling: z.number().min(1).max(100),
  /** Leads received before this date do not count; null: all do. */
  since: z.iso.date().nullable(),
  /** After so many days a lead weighs half; null: always the same. Of `adaptive`. */
  halfLifeDays: z.int().min(1).max(3_650).nullable(),
  /** Every source of leads has shares of its own; of `adaptive`. */
  perSource: z.boolean(),
  /** Whether load may cost conversion; of `adaptive`. */
  loadCurve: z.boolean(),
  /** Manager key → leads a month that are comfortable to him; null: nothing is written. */
  comfort: z.record(ManagerKey, z.number().positive().max(1_000_000).nullable()),
});
export type ConversionSettings = z.output<typeof ConversionSettings>;

/** A part of a share's move. */
export const Because = z.object({
  /** -1 to 1. */
  by: z.number(),
  /** «+0,9 п.п.: 3 продажи, 12 новых сделок» */
  sentence: z.string(),
});

const Member = z.object({
  manager: z.string(),
  name: z.string(),
  won: z.int(),
  /** All but junk. */
  received: z.int(),
  counts: z.object({
    open: z.int(),
    won: z.int(),
    lost: z.int(),
    /** Let lie, and passed on. */
    missed: z.int(),
    junk: z.int(),
  }),
  /** By `adaptive`: leads as far as their chances have shown by now, in weighed leads. */
  matured: z.number().nullable(),
  /** His conversion, and between what it lies nineteen times out of twenty. */
  estimate: Part,
  low: Part,
  high: Part,
  /** «18 из 131, оценка 14,6 % (9,8–20,6), команда 12,1 %, доля сегодня 8,3 %» */
  phrase: z.string(),
  comparison: z.enum(["above", "below", "alike", "not_enough"]),
  comparisonSentence: z.string(),
  /** For `not_enough`: so many leads of each would tell; null: no difference is seen. */
  leadsToTell: z.int().nullable(),
  share: Part,
  /** His share twenty-four hours ago; null: he was not in the rule. */
  dayAgo: Part.nullable(),
  moved: z.string(),
  because: z.array(Because),
  /** Leads a month that he receives at the moment, over all rules. */
  load: z.number(),
  /** Leads a month that are comfortable to him; null: nobody said, and the method needs none. */
  comfort: z.number().nullable(),
  comfortIsWritten: z.boolean(),
  /** In the account's currency. */
  soldFor: z.number(),
  /** Half of the leads that he has begun with were begun within so many ms; null: none was. */
  begunWithinMs: z.number().nullable(),
  reopened: z.int(),
  /** He is being brought in: see «ramp» in the configuration's description. */
  isNew: z.boolean(),
});

const Group = z.object({ received: z.int(), won: z.int(), rate: Part, low: Part, high: Part });

export const ConversionView = z.object({
  rule: z.string(),
  /** What the rule shares by was concluded then; null: nothing was concluded yet. */
  asOf: Instant.nullable(),
  /** When it first concluded shares; null: never. */
  since: Instant.nullable(),
  /** When shares move next; null: with every outcome. */
  nextAt: Instant.nullable(),
  /** Whether anything was sold: until then shares are equal. */
  hasSold: z.boolean(),
  headline: z.string(),
  /** The team's conversion. */
  team: Part,
  /** An equal share. */
  equal: Part,
  members: z.array(Member),
  /** By `adaptive`: one lead in twenty goes by equal turns. Null: no such lead yet. */
  control: z
    .object({
      since: Instant,
      control: Group,
      rest: Group,
      isTold: z.boolean(),
      sentence: z.string(),
    })
    .nullable(),
  /** With shares for each source; "" are all sources that are not named. */
  sources: z
    .array(
      z.object({
        source: z.string(),
        /** Its part of the rule's leads. */
        part: Part,
        /** In the order of `members`. */
        shares: z.array(Part),
      }),
    )
    .nullable(),
  /** Leads of the time before among those that count. */
  imported: z.int(),
  /** By the month in which leads were received, oldest first, thirteen at most. */
  cohorts: z.array(
    z.object({
      /** `2026-03` */
      month: z.string(),
      received: z.int(),
      won: z.int(),
      open: z.int(),
      /** The part of its leads' chances that has shown by now. */
      matured: Part,
      /** What it comes to by that; null: too little has shown. */
      rate: Part.nullable(),
    }),
  ),
  settings: ConversionSettings,
});
export type ConversionView = z.output<typeof ConversionView>;

export const ConversionRule = z.object({
  id: z.string(),
  name: z.string(),
  method: z.enum(["conversion", "adaptive"]),
  methodName: z.string(),
  mode: z.enum(["live", "shadow", "draft", "off"]),
});
export type ConversionRule = z.output<typeof ConversionRule>;
