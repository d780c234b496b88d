/** Days, and shorter stretches, of a chart in words. */
import { exactPercent } from "#web/text/numbers.ts";
import { clock, longDate, shortDate } from "#web/time/words.ts";

/** A day is one of the calendar, a minute one of the account's clock: neither is of the viewer's zone. */
const civil = (lang: string) => ({ timeZone: "UTC", lang });
const isMinute = (day: string): boolean => day.includes("T");
const instantOf = (day: string): number => Date.parse(isMinute(day) ? `${day}Z` : `${day}T12:00Z`);

export function fullWords(day: string, lang: string): string {
  const date = longDate(instantOf(day), civil(lang));
  return isMinute(day) ? `${date}, ${clock(instantOf(day), civil(lang))}` : date;
}

export function shortWords(day: string, lang: string): string {
  return isMinute(day)
    ? clock(instantOf(day), civil(lang))
    : shortDate(instantOf(day), civil(lang));
}

export const shareText = (share: number | null | undefined, lang: string): string =>
  share === null || share === undefined ? "—" : exactPercent(share, lang);
