/** Which column of a history file says what: recognised by its heading, in Russian and English. */
export const historyColumns = [
  "lead",
  "manager",
  "received",
  "outcome",
  "closed",
  "price",
  "source",
] as const;
export type HistoryColumn = (typeof historyColumns)[number];

/** Without them a file tells nothing. */
export const neededColumns: readonly HistoryColumn[] = ["lead", "manager", "received", "outcome"];

/** Headings in small letters; the first that a file has is taken. amoCRM's own export is among them. */
const headings: Readonly<Record<HistoryColumn, readonly string[]>> = {
  lead: ["lead", "lead id", "id", "id сделки", "сделка", "номер сделки"],
  manager: ["manager", "owner", "responsible", "responsible user", "ответственный", "менеджер"],
  received: [
    "received",
    "created",
    "created at",
    "at",
    "дата создания",
    "дата создания сделки",
    "создана",
    "получена",
    "дата",
  ],
  outcome: [
    "outcome",
    "status",
    "stage",
    "lead status",
    "итог",
    "исход",
    "статус",
    "этап сделки",
    "этап",
  ],
  closed: ["closed", "closed at", "дата закрытия", "дата закрытия сделки", "закрыта"],
  price: ["price", "budget", "sale", "amount", "бюджет", "бюджет сделки", "сумма", "цена"],
  source: ["source", "lead source", "источник", "источник сделки"],
};

export type ColumnChoice = Readonly<Partial<Record<HistoryColumn, string>>>;

/**
 * Column → its heading.
 *
 * @param chosen goes before what is recognised; "" means that the file has no such column
 */
export function columnsIn(header: readonly string[], chosen: ColumnChoice): ColumnChoice {
  const found = historyColumns.flatMap((column) => {
    const heading = chosen[column] ?? recognised(header, column);
    return heading !== undefined && header.includes(heading) ? [[column, heading] as const] : [];
  });
  return Object.fromEntries(found);
}

function recognised(header: readonly string[], column: HistoryColumn): string | undefined {
  const small = header.map((heading) => heading.trim().toLowerCase());
  for (const heading of headings[column]) {
    const place = small.indexOf(heading);
    if (place >= 0) return header[place];
  }
  return undefined;
}
