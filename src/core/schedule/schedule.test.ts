import { describe, expect, test } from "vitest";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { formatInstant, parseInstant } from "#core/time.ts";
import { compileTimetable } from "./compile.ts";
import type { Timetable } from "./timetable.ts";

interface World {
  readonly timezone?: string;
  readonly calendar?: string;
  readonly schedules: object;
  readonly account?: unknown;
  readonly group?: unknown;
  readonly manager?: object;
}

/** The timetable of Anna, whose schedule is the one called `it` unless told otherwise. */
function annas(world: World): Timetable | null {
  const parsed = parseConfiguration({
    account: {
      timezone: world.timezone ?? "Europe/Berlin",
      calendar: world.calendar,
      schedule: world.account,
    },
    groups: { sales: { schedule: world.group } },
    managers: { anna: { group: "sales", ...(world.manager ?? { schedule: "it" }) } },
    schedules: world.schedules,
    rules: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [anna] = parsed.configuration.managers;
  return anna === undefined ? null : compileTimetable(parsed.configuration, anna);
}

const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is no instant`);
  return instant;
};

/** Shifts between two dates of the account's zone, as `date time – time +days`, without the year. */
function shifts(world: World, from: string, to: string): readonly string[] {
  const zone = world.timezone ?? "Europe/Berlin";
  const [start, end] = [at(`${from}T00:00:00Z`), at(`${to}T00:00:00Z`)];
  const short = (instant: number) => formatInstant(instant, zone).slice(5, 16).replace("T", " ");
  return (annas(world)?.spans(start, end) ?? []).map((s) => `${short(s.from)} – ${short(s.to)}`);
}

const weekly = (days: object, more: object = {}) => ({ it: { weekly: days, ...more } });

describe("weekly", () => {
  test("lunch is a hole between two shifts, and adjoining shifts are one", () => {
    const schedules = weekly({ mon: ["09:00-13:00", "14:00-16:00", "16:00-18:00"] });
    expect(shifts({ schedules }, "2026-03-01", "2026-03-08")).toEqual([
      "03-02 09:00 – 03-02 13:00",
      "03-02 14:00 – 03-02 18:00",
    ]);
  });

  test("a night shift ends on the next morning, the last one on Saturday", () => {
    const schedules = weekly({ "thu-fri": "16:00-09:00" });
    expect(shifts({ schedules }, "2026-03-01", "2026-03-09")).toEqual([
      "03-05 16:00 – 03-06 09:00",
      "03-06 16:00 – 03-07 09:00",
    ]);
  });

  test.each([
    ["18:00-24:00", "03-02 18:00 – 03-03 00:00"],
    ["18:00-23:59", "03-02 18:00 – 03-03 00:00"],
    ["18:00-00:00", "03-02 18:00 – 03-03 00:00"],
    ["00:00-00:00", "03-02 00:00 – 03-03 00:00"],
    ["00:00-24:00", "03-02 00:00 – 03-03 00:00"],
    ["09:00-09:00", "03-02 09:00 – 03-03 09:00"],
  ])("%s on Monday is %s", (hours, shift) => {
    const schedules = weekly({ mon: hours });
    expect(shifts({ schedules }, "2026-03-01", "2026-03-08")).toEqual([shift]);
  });

  test("a shift that wraps the week joins Sunday's night to Monday", () => {
    const schedules = weekly({ sun: "20:00-08:00", mon: "08:00-12:00" });
    expect(shifts({ schedules }, "2026-03-06", "2026-03-11")).toEqual([
      "03-08 20:00 – 03-09 12:00",
    ]);
  });
});

describe("the nights on which the clocks change", () => {
  const night = weekly({ "mon-sun": "22:00-06:00" });
  test.each([
    ["Europe/Berlin", "2026-03-28", 7],
    ["Europe/Berlin", "2026-10-24", 9],
    ["Europe/Berlin", "2026-10-25", 8],
    ["Asia/Tomsk", "2026-03-28", 8],
  ])("in %s the night of %s lasts %i real hours", (timezone, date, hours) => {
    const table = annas({ timezone, schedules: night });
    const start = table?.nextOn(at(`${date}T12:00:00Z`)) ?? Number.NaN;
    expect(((table?.nextOff(start) ?? 0) - start) / 3_600_000).toBe(hours);
  });

  test("a shift whose hours the clocks skip altogether is not there, the one of a repeated hour is once", () => {
    const early = weekly({ sun: "02:00-03:00" });
    expect(shifts({ schedules: early }, "2026-03-28", "2026-03-30")).toEqual([]);
    const table = annas({ schedules: early });
    expect(table?.spans(at("2026-10-25T00:00:00Z"), at("2026-10-25T06:00:00Z"))).toEqual([
      { from: at("2026-10-25T00:00:00Z"), to: at("2026-10-25T02:00:00Z") },
    ]);
  });
});

describe("cycle", () => {
  const cycle = (days: readonly string[]) => ({ it: { cycle: { days, from: "2026-01-01" } } });
  const daysOf = (schedules: object): string =>
    Array.from({ length: 9 }, (_, day) => {
      const noon = at(`2026-01-0${day + 1}T12:00:00+01:00`);
      return annas({ schedules })?.covers(noon) === true ? "x" : ".";
    }).join("");

  test.each([
    ["2/2", ["09:00-21:00", "09:00-21:00", "off", "off"], "xx..xx..x"],
    ["1/3", ["09:00-21:00", "off", "off", "off"], "x...x...x"],
    ["1/1", ["09:00-21:00", "off"], "x.x.x.x.x"],
    ["3/3", ["09:00-21:00", "09:00-21:00", "09:00-21:00", "off", "off", "off"], "xxx...xxx"],
  ])("%s", (_name, days, pattern) => {
    expect(daysOf(cycle(days))).toBe(pattern);
  });

  test("day, night, rest, rest", () => {
    const schedules = cycle(["08:00-20:00", "20:00-08:00", "off", "off"]);
    expect(shifts({ schedules }, "2026-01-01", "2026-01-05")).toEqual([
      "01-01 08:00 – 01-01 20:00",
      "01-02 20:00 – 01-03 08:00",
    ]);
  });

  test("begins on its first date, not before, and ignores holidays", () => {
    const schedules = cycle(["09:00-21:00"]);
    expect(shifts({ schedules, calendar: "ru" }, "2025-12-29", "2026-01-03")).toEqual([
      "01-01 09:00 – 01-01 21:00",
      "01-02 09:00 – 01-02 21:00",
    ]);
  });
});

test("calendar: only the dates that it names", () => {
  const schedules = { it: { calendar: { "2026-03-07": "10:00-16:00", "2026-03-09": "off" } } };
  expect(shifts({ schedules }, "2026-03-01", "2026-04-01")).toEqual(["03-07 10:00 – 03-07 16:00"]);
});

describe("free", () => {
  test("covers every moment and never changes", () => {
    const table = annas({ schedules: { it: { free: true } } });
    expect(table?.free).toBe(true);
    expect(table?.covers(0)).toBe(true);
    expect(table?.nextOff(0)).toBeNull();
  });

  test("keeps to exceptions", () => {
    const manager = { schedule: "it", exceptions: { "2026-07-01..2026-07-14": "vacation" } };
    const table = annas({ schedules: { it: { free: true } }, manager });
    expect(table?.free).toBe(true);
    expect(table?.covers(at("2026-06-30T23:59:00+02:00"))).toBe(true);
    expect(table?.covers(at("2026-07-01T00:00:00+02:00"))).toBe(false);
    expect(table?.nextOn(at("2026-07-02T00:00:00+02:00"))).toBe(at("2026-07-15T00:00:00+02:00"));
  });

  test("and hours in turn: free only while it holds, and then not free as a whole", () => {
    const schedules = { free: { free: true }, ...weekly({ "mon-fri": "09:00-18:00" }) };
    const manager = {
      schedule: [
        { use: "free", to: "2026-03-01" },
        { use: "it", from: "2026-03-02" },
      ],
    };
    const table = annas({ schedules, manager });
    expect(table?.free).toBe(false);
    expect(table?.nextOff(at("2026-02-20T12:00:00Z"))).toBe(at("2026-03-02T00:00:00+01:00"));
  });
});

describe("exceptions", () => {
  const nights = { "mon-sun": "22:00-06:00" };
  test("free the shift that begins on the date and leave last night's alone", () => {
    const schedules = weekly(nights, { exceptions: { "2026-03-10": "off" } });
    expect(shifts({ schedules }, "2026-03-09", "2026-03-12")).toEqual([
      "03-09 01:00 – 03-09 06:00",
      "03-09 22:00 – 03-10 06:00",
      "03-11 22:00 – 03-12 01:00",
    ]);
  });

  test("replace hours, and add some on a day off", () => {
    const exceptions = {
      "2026-03-10": "12:00-15:00",
      "2026-03-14": ["10:00-11:00", "12:00-13:00"],
    };
    const schedules = weekly({ tue: "09:00-18:00" }, { exceptions });
    expect(shifts({ schedules }, "2026-03-09", "2026-03-16")).toEqual([
      "03-10 12:00 – 03-10 15:00",
      "03-14 10:00 – 03-14 11:00",
      "03-14 12:00 – 03-14 13:00",
    ]);
  });

  test("the manager's own come before the schedule's", () => {
    const schedules = weekly({ tue: "09:00-18:00" }, { exceptions: { "2026-03-10": "off" } });
    const manager = { schedule: "it", exceptions: { "2026-03-10": "10:00-11:00" } };
    expect(shifts({ schedules, manager }, "2026-03-09", "2026-03-16")).toEqual([
      "03-10 10:00 – 03-10 11:00",
    ]);
  });
});

describe("levels", () => {
  const schedules = {
    early: { weekly: { "mon-sun": "06:00-07:00" } },
    noon: { weekly: { "mon-sun": "12:00-13:00" } },
    late: { weekly: { "mon-sun": "20:00-21:00" } },
  };
  const day = (world: Omit<World, "schedules">, date: string) =>
    shifts({ schedules, timezone: "UTC", ...world }, date, `${date.slice(0, 8)}28`)[0]?.slice(
      6,
      11,
    );

  test("his own comes before his group's, and that before the account's", () => {
    const all = { account: "early", group: "noon" };
    expect(day({ ...all, manager: { schedule: "late" } }, "2026-03-02")).toBe("20:00");
    expect(day({ ...all, manager: {} }, "2026-03-02")).toBe("12:00");
    expect(day({ account: "early", manager: {} }, "2026-03-02")).toBe("06:00");
    expect(annas({ schedules, manager: {} })).toBeNull();
  });

  test("where none of his periods holds, the next level does", () => {
    const manager = { schedule: [{ use: "late", from: "2026-03-05", to: "2026-03-10" }] };
    const world = { account: "early", manager };
    expect(day(world, "2026-03-04")).toBe("06:00");
    expect(day(world, "2026-03-05")).toBe("20:00");
    expect(day(world, "2026-03-10")).toBe("20:00");
    expect(day(world, "2026-03-11")).toBe("06:00");
  });

  test("where no level holds there are no hours", () => {
    const manager = { schedule: [{ use: "late", to: "2026-03-10" }] };
    expect(annas({ schedules, manager })?.nextOn(at("2026-03-11T00:00:00Z"))).toBeNull();
  });

  test("a manager's zone comes before the account's", () => {
    const manager = { schedule: "noon", timezone: "Asia/Novosibirsk" };
    expect(day({ manager }, "2026-03-02")).toBe("05:00");
  });
});

describe("the production calendar", () => {
  const world = (days: object): World => ({ schedules: weekly(days), calendar: "ru" });
  const begins = (days: object, from: string, to: string) =>
    shifts(world(days), from, to).map((shift) => shift.slice(0, 11));

  test("weekday names are plain weekdays", () => {
    expect(begins({ mon: "09:00-18:00" }, "2026-03-07", "2026-03-12")).toEqual(["03-09 09:00"]);
  });

  test("workdays and holidays follow it, a moved day off and a working Saturday too", () => {
    const days = { workdays: "09:00-18:00", holidays: "11:00-15:00" };
    expect(begins(days, "2025-10-31", "2025-11-06")).toEqual([
      "10-31 09:00",
      "11-01 09:00",
      "11-02 11:00",
      "11-03 11:00",
      "11-04 11:00",
      "11-05 09:00",
    ]);
  });

  test("on an ordinary date the weekday is the nearer name, on a special one the calendar", () => {
    const days = { "mon-fri": "09:00-18:00", sat: "10:00-14:00", holidays: "off" };
    expect(begins(days, "2026-02-20", "2026-02-25")).toEqual([
      "02-20 09:00",
      "02-21 10:00",
      "02-24 09:00",
    ]);
  });
});
