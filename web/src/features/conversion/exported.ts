/** Tables as files: `;` and decimal commas where Russian spreadsheets expect them. */
import type { Answer } from "#web/api/call.ts";

type View = NonNullable<Answer<"getConversion">["view"]>;
type Days = Answer<"getConversionShares">;
type Cell = string | number | null;

/** A spreadsheet takes the file for UTF-8 by this. */
const BYTE_ORDER_MARK = "\uFEFF";
/** What a spreadsheet would run as a formula is text to us. */
const formula = /^[=+\-@\t\r]/;

export function csvOf(rows: readonly (readonly Cell[])[], lang: string): string {
  const [comma, point] = lang === "ru" ? [";", ","] : [",", "."];
  const lines = rows.map((row) => row.map((cell) => cellText(cell, comma, point)).join(comma));
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

function cellText(cell: Cell, comma: string, point: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", point);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return text.includes(comma) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row a manager; rates and shares in percent. @param heads as many as there are columns */
export function tableRows(
  { members, team }: Pick<View, "members" | "team">,
  heads: readonly string[],
): readonly (readonly Cell[])[] {
  return [
    heads,
    ...members.map((one) => [
      one.name,
      one.won,
      one.received,
      one.counts.open,
      one.counts.lost,
      one.counts.missed,
      one.counts.junk,
      one.matured,
      percent(one.estimate),
      percent(one.low),
      percent(one.high),
      percent(team),
      one.comparisonSentence,
      percent(one.share),
      percent(one.dayAgo),
      one.because.map(({ sentence }) => sentence).join("; "),
      one.load,
      one.comfort,
      one.soldFor,
      minutes(one.begunWithinMs),
      one.reopened,
    ]),
  ];
}

/** One row a day, one column a manager, in percent. */
export function dayRows({ days, members }: Days, head: string): readonly (readonly Cell[])[] {
  return [
    [head, ...members.map(({ name }) => name)],
    ...days.map((day, place) => [
      day,
      ...members.map(({ shares }) => percent(shares[place] ?? null)),
    ]),
  ];
}

const percent = (part: number | null): number | null =>
  part === null ? null : Math.round(part * 10_000) / 100;

const minutes = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms / 6_000) / 10;

/** Gives the file to the browser, as if it had been downloaded. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
