/** Everybody's share at the end of each of the last days, or of shorter stretches. */
import { setImmediate } from "node:timers/promises";
import { nameOf } from "#core/explain/members.ts";
import { dayAt, formatDate, formatInstant, instantOf, MINUTE_MS } from "#core/time.ts";
import { sharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import { isConcluded, type Shares, sharesOf } from "./concluded-shares.ts";
import type { SalesScene } from "./conversion-scene.ts";

interface Day {
  /** `YYYY-MM-DD`, of a shorter stretch with the minute at which it begins. */
  readonly date: string;
  /** Epoch ms of its end, which is no part of it. */
  readonly end: number;
}

export interface ShareDays {
  readonly days: readonly string[];
  readonly members: readonly {
    readonly manager: string;
    readonly name: string;
    readonly shares: readonly (number | null)[];
  }[];
}

export interface Lately {
  /** How many, today among them. */
  readonly days: number;
  /** Instead of days: the last hour by minutes, the last day by quarters of an hour. */
  readonly span?: "hour" | "day" | undefined;
  /** Epoch ms. */
  readonly now: number;
}

export async function shareDays(
  db: Db,
  { account, program, rule }: SalesScene,
  lately: Lately,
): Promise<ShareDays> {
  const { span, now } = lately;
  const days =
    span === undefined
      ? lastDays(lately, account.timeZone)
      : lastSteps(steps[span], { now, timeZone: account.timeZone });
  const byEnd = await sharesByEnd(db, {
    account: account.id,
    rule: rule.rule.id,
    moments: days.map(({ end }) => end),
  });
  const present = rule.members.map(({ manager }) => manager);
  const equal: Shares = Object.fromEntries(
    present.map((manager) => [manager, 1 / present.length] as const),
  );
  const shares = days.map(({ end }) => byEnd.get(end) ?? equal);
  const everybody = new Set([...present, ...shares.flatMap((one) => Object.keys(one))]);
  return {
    days: days.map(({ date }) => date),
    members: [...everybody].map((manager) => ({
      manager,
      name: nameOf(program, manager),
      shares: shares.map((one) => one[manager] ?? null),
    })),
  };
}

function lastDays(
  { days, now }: { readonly days: number; readonly now: number },
  timeZone: string,
): readonly Day[] {
  const today = dayAt(now, timeZone);
  return Array.from({ length: days }, (_, place) => {
    const day = today - days + 1 + place;
    return { date: formatDate(day), end: instantOf(day + 1, 0, timeZone) };
  });
}

const steps = {
  hour: { count: 60, ms: MINUTE_MS },
  day: { count: 96, ms: 15 * MINUTE_MS },
} as const;

/** Stretches of the clock up to the one that runs. */
function lastSteps(
  { count, ms }: { readonly count: number; readonly ms: number },
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): readonly Day[] {
  const last = Math.floor(now / ms) * ms;
  return Array.from({ length: count }, (_, place) => {
    const from = last - (count - 1 - place) * ms;
    return { date: formatInstant(from, timeZone).slice(0, 16), end: from + ms };
  });
}

/** By the moment; one before the rule had shared by sales is not there. */
async function sharesByEnd(
  db: Db,
  asked: Parameters<typeof sharesAt>[1],
): Promise<ReadonlyMap<number, Shares>> {
  const found = new Map<number, Shares>();
  for (const stored of await sharesAt(db, asked)) {
    // A year of nights takes a second at first: others are answered in between.
    if (!isConcluded(stored.hash)) await setImmediate();
    found.set(stored.moment, sharesOf(stored));
  }
  return found;
}
