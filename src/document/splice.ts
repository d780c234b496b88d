/** One key of a map cut into a text, or out of it, by where the parser has found its nodes. */
import { isMap, isScalar, type Node, type Pair, type YAMLMap } from "yaml";

type Plain = string | number | boolean;
/** A value, or a small map of values. */
export type Value = Plain | Readonly<Record<string, Plain>>;

export interface Cut {
  /** The map, with its places in the text. */
  readonly holder: Node;
  readonly key: string;
  /** Null: the key is taken out. */
  readonly value: Value | null;
}

/** Null where the place is not a plain one, so that somebody else has to find a way. */
export function splice(text: string, { holder, key, value }: Cut): string | null {
  if (!isMap(holder)) return null;
  const pair = holder.items.find((one) => keyOf(one) === key);
  const isFlow = holder.flow === true;
  if (value === null) {
    if (pair === undefined) return text;
    return isFlow ? withoutFlow(text, holder, pair) : withoutLine(text, holder, pair);
  }
  if (pair !== undefined) return withValue(text, pair, writtenAs(value));
  const written = `${key}: ${writtenAs(value)}`;
  return isFlow ? withFlow(text, holder, written) : withLine(text, holder, written);
}

/** What would need quotes is found out by whoever reads the result again. */
function writtenAs(value: Value): string {
  if (typeof value !== "object") return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${one}`);
  return `{ ${entries.join(", ")} }`;
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

interface Place {
  readonly from: number;
  /** Behind the last letter of the node itself, before blanks and comments. */
  readonly to: number;
}

function placeOf(node: unknown): Place | null {
  const range = (node as Node | null)?.range;
  return range ? { from: range[0], to: range[1] } : null;
}

const replaced = (text: string, { from, to }: Place, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

function withValue(text: string, { key, value }: Pair, written: string): string | null {
  const place = placeOf(value);
  if (place === null || !isScalar(value)) return null;
  // A key with nothing behind it: the empty value stands right behind the colon.
  const isEmpty = place.from === place.to;
  const keyPlace = placeOf(key);
  if (isEmpty && keyPlace === null) return null;
  return replaced(text, place, isEmpty ? ` ${written}` : written);
}

function withFlow(text: string, { items, range }: YAMLMap, written: string): string | null {
  const last = items.at(-1);
  if (last === undefined) {
    return range ? replaced(text, { from: range[0], to: range[1] }, `{ ${written} }`) : null;
  }
  const place = placeOf(last.value) ?? placeOf(last.key);
  return place === null ? null : replaced(text, { from: place.to, to: place.to }, `, ${written}`);
}

function withoutFlow(text: string, { items }: YAMLMap, pair: Pair): string | null {
  const key = placeOf(pair.key);
  const value = placeOf(pair.value) ?? key;
  if (key === null || value === null) return null;
  const at = items.indexOf(pair);
  const next = placeOf(items[at + 1]?.key);
  if (next !== null) return replaced(text, { from: key.from, to: next.from }, "");
  const before = items[at - 1];
  const previous = placeOf(before?.value) ?? placeOf(before?.key);
  return replaced(text, { from: previous?.to ?? key.from, to: value.to }, "");
}

/** Behind the last key of the map, on a line of its own with the others' indentation. */
function withLine(text: string, { items }: YAMLMap, written: string): string | null {
  const first = placeOf(items[0]?.key);
  const last = placeOf(items.at(-1)?.value);
  if (first === null || last === null) return null;
  const column = first.from - (text.lastIndexOf("\n", first.from - 1) + 1);
  const lineEnd = text.indexOf("\n", lastLetter(text, last));
  const at = lineEnd === -1 ? text.length : lineEnd;
  return replaced(text, { from: at, to: at }, `\n${" ".repeat(column)}${written}`);
}

function withoutLine(text: string, { items }: YAMLMap, pair: Pair): string | null {
  const key = placeOf(pair.key);
  const value = placeOf(pair.value) ?? key;
  // The only key goes with its map; the first may stand behind the dash of a list.
  if (key === null || value === null || items.length === 1) return null;
  const lineStart = text.lastIndexOf("\n", key.from - 1) + 1;
  if (text.slice(lineStart, key.from).trim() !== "") return null;
  const lineEnd = text.indexOf("\n", lastLetter(text, value));
  return replaced(text, { from: lineStart, to: lineEnd === -1 ? text.length : lineEnd + 1 }, "");
}

/** The place of the last letter: a block that ends with its line ends at the next one's beginning. */
function lastLetter(text: string, { from, to }: Place): number {
  let at = Math.max(from, to - 1);
  while (at > from && /\s/.test(text[at] ?? "")) at -= 1;
  return at;
}
