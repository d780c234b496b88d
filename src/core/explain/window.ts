/** When a rule takes leads, in words: «с понедельника по пятницу с 16:00 до 9:00 следующего дня». */
import type { ClockRange, DaySet, RuleWindow } from "#core/configuration/types.ts";
import { type Language, listed } from "./language.ts";
import { clock } from "./moment.ts";

const russian = {
  from: ["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"],
  to: ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
  every: [
    "понедельникам",
    "вторникам",
    "средам",
    "четвергам",
    "пятницам",
    "субботам",
    "воскресеньям",
  ],
} as const;

const english = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** @param accountZone a window in another zone says so */
export function windowPhrase(window: RuleWindow, accountZone: string, lang: Language): string {
  const days = daysPhrase(window.days, lang);
  const hours = hoursPhrase(window, lang);
  const zone = window.timeZone ?? accountZone;
  const foreign = lang === "ru" ? ` по времени ${zone}` : ` ${zone} time`;
  return [days, hours].filter(Boolean).join(" ") + (zone === accountZone ? "" : foreign);
}

function hoursPhrase({ time, untilNextWorkday }: RuleWindow, lang: Language): string {
  const from = clock(time.from);
  const to = clock(time.to);
  if (untilNextWorkday) {
    return lang === "ru"
      ? `с ${from} до ${to} следующего рабочего дня`
      : `from ${from} to ${to} of the next working day`;
  }
  if (isWholeDay(time)) return lang === "ru" ? "круглосуточно" : "around the clock";
  const overnight = time.to <= time.from;
  if (lang === "ru") return `с ${from} до ${to}${overnight ? " следующего дня" : ""}`;
  return `from ${from} to ${to}${overnight ? " of the next day" : ""}`;
}

function isWholeDay({ from, to }: ClockRange): boolean {
  return from === 0 && (to === 0 || to === 1440);
}

function daysPhrase(days: DaySet, lang: Language): string {
  const parts = weekdaysPhrase(days.weekdays, lang);
  if (days.workdays) parts.push(lang === "ru" ? "по рабочим дням" : "on working days");
  if (days.holidays) parts.push(lang === "ru" ? "по выходным и праздникам" : "on days off");
  return listed(parts, "and", lang);
}

function weekdaysPhrase(weekdays: readonly number[], lang: Language): string[] {
  if (new Set(weekdays).size === 7) return [lang === "ru" ? "ежедневно" : "every day"];
  const runs = runsOf(weekdays);
  const single = runs.filter(({ length }) => length < 3).flat();
  const phrases = runs.filter(({ length }) => length >= 3).map((run) => rangePhrase(run, lang));
  if (single.length === 0) return phrases;
  const names = single.map(
    (day) => (lang === "ru" ? russian.every[day] : `${english[day]}s`) ?? "",
  );
  return [...phrases, `${lang === "ru" ? "по" : "on"} ${listed(names, "and", lang)}`];
}

function rangePhrase(run: readonly number[], lang: Language): string {
  const first = run[0] ?? 0;
  const last = run.at(-1) ?? 0;
  return lang === "ru"
    ? `с ${russian.from[first]} по ${russian.to[last]}`
    : `from ${english[first]} to ${english[last]}`;
}

/** Weekdays as runs of neighbours; the week is a ring, so Saturday to Monday is one run. */
function runsOf(weekdays: readonly number[]): number[][] {
  const on = new Set(weekdays);
  const firsts = [...on].filter((day) => !on.has((day + 6) % 7)).sort((a, b) => a - b);
  return firsts.map((first) => {
    const run: number[] = [];
    for (let day = first; on.has(day); day = (day + 1) % 7) run.push(day);
    return run;
  });
}
