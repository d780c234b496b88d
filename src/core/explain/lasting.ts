import { DAY_MS, HOUR_MS, MINUTE_MS } from "#core/time.ts";
import { russianForm } from "./amount.ts";
import type { Language } from "./language.ts";

const units = [
  { ms: DAY_MS, from: 2 * DAY_MS, ru: ["день", "дня", "дней"], en: "day" },
  { ms: HOUR_MS, from: 2 * HOUR_MS, ru: ["час", "часа", "часов"], en: "hour" },
  { ms: MINUTE_MS, from: 2 * MINUTE_MS, ru: ["минуту", "минуты", "минут"], en: "minute" },
  { ms: 1_000, from: 0, ru: ["секунду", "секунды", "секунд"], en: "second" },
] as const;

/** How long something lasts, roughly: «15 минут», «2 часа» (in Russian the accusative). */
export function lasting(ms: number, lang: Language): string {
  const size = Math.max(ms, 0);
  const whole = units.find((unit) => size === unit.ms);
  const unit = whole ?? units.find((one) => size >= one.from) ?? units[3];
  const count = Math.round(size / unit.ms);
  if (lang === "ru") return `${count} ${russianForm(count, unit.ru)}`;
  return `${count} ${unit.en}${count === 1 ? "" : "s"}`;
}
