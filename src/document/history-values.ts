/** The values of a history file, as people and CRMs write them. */
import { DAY_MS, dayAt, instantOf, parseDate, parseInstant } from "#core/time.ts";

export type HistoryOutcome = "open" | "won" | "lost" | "junk";

const written: Readonly<Record<Exclude<HistoryOutcome, "open">, readonly string[]>> = {
  won: [
    "won",
    "win",
    "sold",
    "paid",
    "выиграна",
    "выиграно",
    "успешно реализовано",
    "успешно реализована",
    "оплачено",
    "оплачена",
    "продажа",
    "продано",
    "closed - won",
  ],
  lost: [
    "lost",
    "lose",
    "проиграна",
    "проиграно",
    "закрыто и не реализовано",
    "закрыта и не реализована",
    "не реализовано",
    "отказ",
    "closed - lost",
  ],
  junk: ["junk", "spam", "спам", "дубль", "мусор", "нецелевой", "нецелевая"],
};

const known: ReadonlyMap<string, HistoryOutcome> = new Map([
  ...["", "open", "открыта", "открыто", "в работе", "new", "новая"].map(
    (word) => [word, "open"] as const,
  ),
  ...Object.entries(written).flatMap(([outcome, words]) =>
    words.map((word) => [word, outcome as HistoryOutcome] as const),
  ),
]);

/** Null: nobody knows what the word means. */
export function outcomeOf(word: string): HistoryOutcome | null {
  return known.get(word.trim().toLowerCase()) ?? null;
}

const civil = /^(\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4})(?:[ T,]+(\d\d?):(\d\d)(?::(\d\d))?)?$/;

/** Epoch ms of an ISO instant, or of a civil date and time in the zone; null where the text is neither. */
export function momentOf(text: string, timeZone: string): number | null {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  const [, date = "", hours = "0", minutes = "0", seconds = "0"] = civil.exec(text.trim()) ?? [];
  const day = parseDate(isoDate(date));
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return instantOf(day, hour * 60 + minute, timeZone) + second * 1_000;
}

function isoDate(date: string): string {
  const [day = "", month = "", year] = date.split(".");
  if (year === undefined) return date;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Whether the moment is later than the whole day of `now`. */
export function isFuture(at: number, now: number, timeZone: string): boolean {
  return at > instantOf(dayAt(now, timeZone) + 1, 0, timeZone) || at > now + DAY_MS;
}

const unclosedWords: readonly string[] = [
  ...["", "-", "–", "—", "0", "no", "not closed", "нет", "не закрыта", "не закрыто"],
];

/** Whether a cell names a moment of closing: CRMs write in words too that there is none. */
export function hasClosing(text: string): boolean {
  return !unclosedWords.includes(text.trim().toLowerCase());
}

/** Three digits behind a sign are thousands: no price has thousandths. */
const amount = /^([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:[.,](\d*))?$/;

/** An amount such as «38 400,50 ₽» or 1,234.50; null where the text is none, undefined where it is empty. */
export function priceOf(text: string): number | null | undefined {
  const digits = text.replaceAll(/[\s\u00a0\u202f_'₽$€]|руб\.?/gi, "");
  if (digits === "" || digits === "-") return undefined;
  const [, whole = "", cents = ""] = amount.exec(digits) ?? [];
  const price = Number(`${whole.replaceAll(/[.,]/g, "")}.${cents}`);
  return whole !== "" && Number.isFinite(price) ? price : null;
}
