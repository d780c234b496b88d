/** What both languages need to put words together. */

export type Language = "ru" | "en";

/** Names and the like as one enumeration: «Урсула, Надежда и Марина». */
export function listed(items: readonly string[], joint: "and" | "or", lang: Language): string {
  const word = { ru: { and: "и", or: "или" }, en: { and: "and", or: "or" } }[lang][joint];
  const head = items.slice(0, -1);
  const last = items.at(-1) ?? "";
  return head.length === 0 ? last : `${head.join(", ")} ${word} ${last}`;
}

export function quoted(text: string, lang: Language): string {
  return lang === "ru" ? `«${text}»` : `“${text}”`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
