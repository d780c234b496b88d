/** Limits and quotas counted once more, naively, over histories drawn at random. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionRecord } from "#core/decision.ts";
import { civilAt, dayAt, weekdayOf } from "#core/time.ts";
import { history, play } from "#test/support/core-world.ts";
import { ofDecisions } from "#test/support/worlds.ts";

/** Every limit of the world, counted naively over the receipts: what is received, and by whom. */
interface Cap {
  readonly name: string;
  readonly of: (record: DecisionRecord) => boolean;
  readonly max: number;
  /** The stretch of time to which a moment belongs, or how long a rolling one is. */
  readonly period: ((at: number) => string) | number;
}

const moscow = "Europe/Moscow";
const dayIn = (zone: string) => (at: number) => String(dayAt(at, zone));
const hourIn = (zone: string) => (at: number) =>
  `${dayAt(at, zone)} ${Math.floor(civilAt(at, zone).minute / 60)}`;
const weekIn = (zone: string) => (at: number) =>
  String(dayAt(at, zone) - weekdayOf(dayAt(at, zone)));
const by = (key: string) => (record: DecisionRecord) => record.manager === key;
const hour = 3_600_000;

const caps: readonly Cap[] = [
  { name: "anna a day", of: by("anna"), max: 4, period: dayIn(moscow) },
  { name: "boris an hour", of: by("boris"), max: 2, period: hour },
  { name: "vera a week", of: by("vera"), max: 9, period: weekIn("Asia/Tomsk") },
  { name: "load an hour", of: ({ rule: id }) => id === "load", max: 3, period: hourIn(moscow) },
  { name: "tiers a day", of: ({ rule: id }) => id === "tiers", max: 6, period: dayIn(moscow) },
  ...["anna", "boris", "vera"].map((key) => ({
    name: `${key} in value`,
    of: (record: DecisionRecord) => record.rule === "value" && record.manager === key,
    max: 2,
    period: 24 * hour,
  })),
  ...["anna", "boris"].map((key) => ({
    name: `quota of ${key}`,
    of: (record: DecisionRecord) => record.rule === "quantity" && record.manager === key,
    max: key === "anna" ? 2 : 3,
    period: dayIn(moscow),
  })),
];

test(
  "no limit of any level is ever exceeded",
  () => {
    fc.assert(
      fc.property(history, (events) => {
        const given: DecisionRecord[] = [];
        play(events, (record) => {
          if (record.kind !== "assigned") return;
          given.push(record);
          // A lead that does not count for a limit cannot be the one that exceeds it.
          for (const cap of caps.filter(({ of }) => of(record)))
            expect(usedUp(cap, given, record.at), cap.name).toBeLessThanOrEqual(cap.max);
        });
      }),
      ofDecisions.parameters,
    );
  },
  ofDecisions.timeout,
);

function usedUp({ of, period }: Cap, given: readonly DecisionRecord[], at: number): number {
  const counts = (record: DecisionRecord) =>
    typeof period === "number" ? record.at > at - period : period(record.at) === period(at);
  return given.filter((record) => of(record) && counts(record)).length;
}
