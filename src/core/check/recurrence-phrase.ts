/** «По субботам с 9:00 до 17:00», “every week from Saturday 17:00 to Monday 9:00”. */
import { russianForm } from "#core/explain/amount.ts";
import { type Language, listed } from "#core/explain/language.ts";
import { clock, span } from "#core/explain/moment.ts";
import { windowPhrase } from "#core/explain/window.ts";
import type { Span } from "#core/schedule/timetable.ts";
import { civilAt, formatDate, hoursAndMinutes, MINUTE_MS } from "#core/time.ts";
import type { Hours, Recurrence, Repetition } from "./recurrence.ts";

/** More dates than these are counted, not listed. */
const LISTED_MAX = 3;

const weekdays = {
  ru: ["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
} as const;

/** When something is so, to follow a sentence in the negative («не берёт ни один шаблон …»). */
export function recurrencePhrase(
  { first, how }: Recurrence,
  timeZone: string,
  lang: Language,
): string {
  switch (how.kind) {
    case "always":
      return lang === "ru" ? "ни в какое время" : "at any time";
    case "weekly":
      return weeklyPhrase(how, lang) + countPhrase(how, lang);
    case "every":
      return everyPhrase(how, formatDate(civilAt(first.from, timeZone).day), lang);
    case "dates":
      return datesPhrase(how, timeZone, lang);
  }
}

function everyPhrase(
  { days, times, hours }: Extract<Repetition, { kind: "every" }>,
  since: string,
  lang: Language,
): string {
  const length = span(lengthOf(hours), lang);
  const at = clock(hours.from);
  const form = (count: number) => russianForm(count, ["день", "дня", "дней"]);
  if (lang === "ru") {
    const often =
      times === 1 ? `раз в ${days} ${form(days)}` : `${times} ${form(times)} из каждых ${days}`;
    return `${often}, с ${at} в течение ${length}, начиная с ${since}`;
  }
  const often = times === 1 ? `every ${days} days` : `on ${times} of every ${days} days`;
  return `${often}, from ${at} for ${length}, first on ${since}`;
}

type Weekly = Extract<Repetition, { kind: "weekly" }>;

function weeklyPhrase({ weekdays: days, hours }: Weekly, lang: Language): string {
  if (lengthOf(hours) <= 24 * 60 * MINUTE_MS) {
    const on = { weekdays: days, workdays: false, holidays: false };
    const window = { days: on, time: hours, timeZone: null, untilNextWorkday: false };
    return windowPhrase(window, "", lang);
  }
  const [from, to] = [clock(hours.from), clock(hours.to)];
  const spans = days.map((day) => {
    const first = weekdays[lang][day];
    const last = weekdays[lang][(day + hours.days) % 7];
    return lang === "ru"
      ? `с ${from} ${first} до ${to} ${last}`
      : `from ${first} ${from} to ${last} ${to}`;
  });
  return `${lang === "ru" ? "каждую неделю" : "every week"} ${listed(spans, "and", lang)}`;
}

function countPhrase({ count, possible }: Weekly, lang: Language): string {
  if (count >= possible) return "";
  return lang === "ru"
    ? ` (${count} из ${possible} раз за ближайший год)`
    : ` (${count} of ${possible} times in the coming year)`;
}

const lengthOf = ({ from, days, to }: Hours): number => (days * 1440 + to - from) * MINUTE_MS;

function datesPhrase(
  { spans, endless }: Extract<Repetition, { kind: "dates" }>,
  timeZone: string,
  lang: Language,
): string {
  const ru = lang === "ru";
  const instant = (at: number) => {
    const { day, minute } = civilAt(at, timeZone);
    return `${formatDate(day)} ${hoursAndMinutes(minute)}`;
  };
  const phrase = (one: Span) => {
    const from = `${ru ? "с" : "from"} ${instant(one.from)}`;
    if (endless && one === spans.at(-1)) return `${from} ${ru ? "и дальше" : "on"}`;
    return `${from} ${ru ? "до" : "to"} ${instant(one.to)}`;
  };
  if (spans.length <= LISTED_MAX) return listed(spans.map(phrase), "and", lang);
  const first = spans.slice(0, 1).map(phrase).join();
  const count = spans.length;
  return ru
    ? `${count} ${russianForm(count, ["раз", "раза", "раз"])} за ближайший год, сначала ${first}`
    : `${count} times in the coming year, first ${first}`;
}
