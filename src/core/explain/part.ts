/** Parts of a whole as people say them: in percent, and in percentage points. */
import { money } from "./amount.ts";
import type { Language } from "./language.ts";

/** Hundredths with one decimal and without their sign: «8,3». */
export function percent(part: number, lang: Language): string {
  const text = (100 * part).toFixed(1);
  return lang === "ru" ? text.replace(".", ",") : text;
}

/** «+1,4» */
export function signed(by: number, lang: Language): string {
  return `${by < 0 ? "−" : "+"}${percent(Math.abs(by), lang)}`;
}

/** «+1,4 п.п.» */
export function points(by: number, lang: Language): string {
  return `${signed(by, lang)} ${lang === "ru" ? "п.п." : "pp"}`;
}

/** «14,6 % (9,8–20,6)» */
export function withInterval(
  { rate, low, high }: { readonly rate: number; readonly low: number; readonly high: number },
  lang: Language,
): string {
  const joint = lang === "ru" ? "–" : " to ";
  return `${percent(rate, lang)} % (${percent(low, lang)}${joint}${percent(high, lang)})`;
}

/** About how many, to two digits: more would look surer than it is. «2900», «12 000» */
export function roughly(count: number, lang: Language): string {
  const about = Number(count.toPrecision(2));
  return about < 10_000 ? String(about) : money(about, lang);
}
