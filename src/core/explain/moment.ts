/** Moments and durations, short and as seen from now: «завтра в 9:00», «не дольше 12 часов». */
import { civilAt, type Day, formatDate, weekdayOf } from "#core/time.ts";
import { russianForm } from "./amount.ts";
import type { Language } from "./language.ts";

const onWeekday = {
  ru: [
    "в понедельник",
    "во вторник",
    "в среду",
    "в четверг",
    "в пятницу",
    "в субботу",
    "в воскресенье",
  ],
  en: [
    "on Monday",
    "on Tuesday",
    "on Wednesday",
    "on Thursday",
    "on Friday",
    "on Saturday",
    "on Sunday",
  ],
} as const;

const months = {
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(
    " ",
  ),
  en: "January February March April May June July August September October November December".split(
    " ",
  ),
} as const;

/** Minutes from midnight as «9:05»; 1440 is «24:00». */
export function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

/** When `at` is, as said at `now` by somebody in `timeZone`. */
export function moment(
  { at, now, timeZone }: { readonly at: number; readonly now: number; readonly timeZone: string },
  lang: Language,
): string {
  const then = civilAt(at, timeZone);
  const today = civilAt(now, timeZone).day;
  const time = lang === "ru" ? `в ${clock(then.minute)}` : `at ${clock(then.minute)}`;
  return `${dayPhrase(then.day, today, lang)} ${time}`;
}

const nearDays = new Map([
  [-1, { ru: "вчера", en: "yesterday" }],
  [0, { ru: "сегодня", en: "today" }],
  [1, { ru: "завтра", en: "tomorrow" }],
]);

function dayPhrase(day: Day, today: Day, lang: Language): string {
  const near = nearDays.get(day - today);
  if (near !== undefined) return near[lang];
  if (day > today && day < today + 7) return onWeekday[lang][weekdayOf(day)] ?? "";
  const [year = "", month = "", date = ""] = formatDate(day).split("-");
  const name = months[lang][Number(month) - 1] ?? "";
  const suffix = formatDate(today).startsWith(year) ? "" : ` ${year}`;
  return `${lang === "ru" ? "" : "on "}${Number(date)} ${name}${suffix}`;
}

const durations = [
  { ms: 86_400_000, ru: ["дня", "дней", "дней"], en: "day" },
  { ms: 3_600_000, ru: ["часа", "часов", "часов"], en: "hour" },
  { ms: 60_000, ru: ["минуты", "минут", "минут"], en: "minute" },
  { ms: 1000, ru: ["секунды", "секунд", "секунд"], en: "second" },
] as const;

/** A duration after «longer than» (in Russian the genitive), in its largest unit that is whole. */
export function span(ms: number, lang: Language): string {
  const unit = durations.find((one) => ms >= one.ms && ms % one.ms === 0) ?? durations[3];
  const count = Math.round(ms / unit.ms);
  if (lang === "ru") return `${count} ${russianForm(count, unit.ru)}`;
  return `${count} ${unit.en}${count === 1 ? "" : "s"}`;
}
