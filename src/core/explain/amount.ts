/** Amounts of leads as people say them: «1 сделка», «1,2 сделки», «5 сделок». */
import { UNIT } from "#core/ledger.ts";
import type { Language } from "./language.ts";

/** Leads of a fixed-point amount, or money where the ledger's `unit` is that, to two decimals. */
export function inLeads(units: number, unit = UNIT): number {
  return Math.round((units / unit) * 100) / 100;
}

/** A number with at most two decimals: «1,2» in Russian, "1.2" in English. */
export function decimal(amount: number, lang: Language): string {
  const text = String(Math.round(Math.abs(amount) * 100) / 100);
  const sign = amount < 0 && text !== "0" ? "−" : "";
  return sign + (lang === "ru" ? text.replace(".", ",") : text);
}

/** «1,2 сделки», without its sign. */
export function leads(amount: number, lang: Language): string {
  const size = Math.abs(amount);
  if (lang === "ru") {
    return `${decimal(size, lang)} ${russianForm(size, ["сделка", "сделки", "сделок"])}`;
  }
  if (size > 0 && size < 1) return `${decimal(size, lang)} of a lead`;
  return `${decimal(size, lang)} ${size === 1 ? "lead" : "leads"}`;
}

/** «на 1 сделку», «на 1,2 сделки»: by how much, in Russian. */
export function byLeads(amount: number): string {
  const size = Math.abs(amount);
  return `на ${decimal(size, "ru")} ${russianForm(size, ["сделку", "сделки", "сделок"])}`;
}

/** A sum in the account's currency, whole, without its sign: «15 000» in Russian, "15,000" in English. */
export function money(amount: number, lang: Language): string {
  const digits = String(Math.round(Math.abs(amount)));
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, lang === "ru" ? "\u00a0" : ",");
}

/** «причиталось 1,2 сделки»: what was owed before the decision; `amount` is above zero. */
export function wasDue(amount: number, lang: Language): string {
  if (lang === "en") return `${leads(amount, lang)} ${amount <= 1 ? "was" : "were"} due`;
  const singular = Number.isInteger(amount) && formOf(amount) === 0;
  return `${singular ? "причиталась" : "причиталось"} ${leads(amount, lang)}`;
}

/** The three Russian forms: 1 сделка, 2 сделки (and any fraction), 5 сделок. */
export function russianForm(
  count: number,
  forms: readonly [one: string, few: string, many: string],
): string {
  return Number.isInteger(count) ? (forms[formOf(count)] as string) : forms[1];
}

function formOf(count: number): 0 | 1 | 2 {
  const tens = count % 100;
  const ones = count % 10;
  if (tens >= 11 && tens <= 14) return 2;
  if (ones === 1) return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
}
