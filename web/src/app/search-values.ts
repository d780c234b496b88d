type Search = Readonly<Record<string, unknown>>;

/** A value of an address that is some text; nothing where it is absent or empty. */
export function textOf<Name extends string>(
  search: Search,
  name: Name,
): { [Key in Name]?: string } {
  const value = search[name];
  return typeof value === "string" && value !== ""
    ? ({ [name]: value } as { [Key in Name]?: string })
    : {};
}

/** A value of an address that is a whole number above zero. */
export function countOf<Name extends string>(
  search: Search,
  name: Name,
): { [Key in Name]?: number } {
  const value = Number(search[name]);
  return Number.isSafeInteger(value) && value > 0
    ? ({ [name]: value } as { [Key in Name]?: number })
    : {};
}

/** The stretch of a chart: the last hour, the last day, or so many days; nothing where it is absent. */
export function periodOf(search: Search): { period?: "hour" | "day" | number } {
  const { period } = search;
  if (period === "hour" || period === "day") return { period };
  const { period: days } = countOf(search, "period");
  return days === undefined || days < 2 || days > 366 ? {} : { period: days };
}
