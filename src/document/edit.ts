/**
 * Single values of a YAML text changed, and nothing else: comments, order, quotes and alignment stay
 * as their author has them. Each change is cut into the text at the place of its node; where that
 * would not mean what it should (which reading the result again tells), the whole text is written
 * anew by the library, which keeps comments and order, but not alignment.
 */
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from "yaml";
import { splice, type Value } from "./splice.ts";

export interface Edit {
  /** Keys and indices from the root; the last is a key of a map, those before it exist. */
  readonly path: readonly (string | number)[];
  /** Null: the key is taken out. */
  readonly value: Value | null;
}

/** The text after the edits, in their order; null: it has aliases in the way, or is no such document. */
export function editedText(text: string, edits: readonly Edit[]): string | null {
  let edited = text;
  for (const edit of edits) {
    const next = editedOnce(edited, edit);
    if (next === null) return null;
    edited = next;
  }
  return edited;
}

function editedOnce(text: string, edit: Edit): string | null {
  const document = parsed(text);
  if (document === null) return null;
  const holder = holderOf(document, edit.path.slice(0, -1));
  if (holder === null) return null;
  const spliced = splice(text, { holder, key: String(edit.path.at(-1)), value: edit.value });
  if (!change(document, edit)) return null;
  if (spliced !== null && meaningOf(parsed(spliced)) === meaningOf(document)) return spliced;
  return document.toString({ lineWidth: 0 });
}

const meaningOf = (document: Document | null): string => JSON.stringify(document?.toJS() ?? null);

function parsed(text: string): Document.Parsed | null {
  const document = parseDocument(text, { prettyErrors: false, schema: "core", version: "1.2" });
  return document.errors.length > 0 ? null : document;
}

/** The map at a path; null: an alias is in the way, an anchor that others follow, or no map. */
function holderOf(document: Document.Parsed, path: Edit["path"]): Node | null {
  let node: Node | null = document.contents;
  for (const step of path) node = stepInto(node, step);
  return node !== null && isCollection(node) && node.anchor !== undefined ? null : node;
}

function stepInto(node: Node | null, step: string | number): Node | null {
  if (isCollection(node) && node.anchor !== undefined) return null;
  if (isMap(node)) return (pairOf(node.items, String(step))?.value as Node | undefined) ?? null;
  if (isSeq(node)) return (node.items[Number(step)] as Node | undefined) ?? null;
  return null;
}

function pairOf(items: readonly Pair[], key: string): Pair | undefined {
  return items.find((pair) => keyOf(pair) === key);
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** The same by the library; false: it cannot be done. */
function change(document: Document.Parsed, { path, value }: Edit): boolean {
  const holder = holderOf(document, path.slice(0, -1));
  const key = String(path.at(-1));
  if (!isMap(holder)) {
    // A key with nothing behind it has room for a map.
    if (value === null || !isScalar(holder) || holder.value !== null) return false;
    document.setIn(path.slice(0, -1), document.createNode({ [key]: value }, { flow: true }));
    return true;
  }
  const pair = pairOf(holder.items, key);
  if (value === null) {
    holder.items = holder.items.filter((other) => other !== pair);
  } else if (pair === undefined) {
    holder.items.push(document.createPair(key, document.createNode(value, { flow: true })));
  } else pair.value = document.createNode(value, { flow: true });
  return true;
}
