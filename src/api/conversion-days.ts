/** Everybody's share at the end of each of the last days. */
import { setImmediate } from "node:timers/promises";
import { nameOf } from "#core/explain/members.ts";
import { dayAt, formatDate, instantOf } from "#core/time.ts";
import { sharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import { isConcluded, type Shares, sharesOf } from "./concluded-shares.ts";
import type { SalesScene } from "./conversion-scene.ts";

interface Day {
  /** `YYYY-MM-DD` */
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

/** @param span `days`: how many, today among them; `now`: epoch ms */
export async function shareDays(
  db: Db,
  { account, program, rule }: SalesScene,
  span: { readonly days: number; readonly now: number },
): Promise<ShareDays> {
  const days = lastDays(span, account.timeZone);
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
