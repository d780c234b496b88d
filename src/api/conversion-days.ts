/** Everybody's share at the end of each of the last days. */
import { setImmediate } from "node:timers/promises";
import type { ShareEvidence } from "#core/conversion/evidence.ts";
import { sharesFrom } from "#core/conversion/shares.ts";
import { nameOf } from "#core/explain/members.ts";
import { dayAt, formatDate, instantOf } from "#core/time.ts";
import { sharesAt } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";
import type { SalesScene } from "./conversion-scene.ts";

type Shares = Readonly<Record<string, number>>;

/** A year of one rule is a few hundred; the same evidence always gives the same shares. */
const KEPT = 5_000;
const kept = new Map<string, Shares>();

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
  for (const { moment, evidence, hash } of await sharesAt(db, asked)) {
    let shares = kept.get(hash);
    if (shares === undefined) {
      shares = sharesFrom(JSON.parse(evidence) as ShareEvidence);
      kept.set(hash, shares);
      // A year of nights takes a second at first: others are answered in between.
      await setImmediate();
    }
    found.set(moment, shares);
  }
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return found;
}
