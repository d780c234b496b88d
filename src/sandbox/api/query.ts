/** Query strings in PHP's bracket syntax: `filter[id][]=1&filter[updated_at][from]=2`. */

export type QueryNode = string | QueryTree | undefined;
export interface QueryTree {
  [key: string]: QueryNode;
}

export function parseQuery(search: URLSearchParams): QueryTree {
  const root: QueryTree = Object.create(null);
  for (const [key, value] of search) {
    const opening = key.indexOf("[");
    const head = opening === -1 ? key : key.slice(0, opening);
    const rest = opening === -1 ? [] : [...key.slice(opening).matchAll(/\[([^\]]*)\]/g)];
    put(root, [head, ...rest.map((match) => match[1] ?? "")], value);
  }
  return root;
}

function put(root: QueryTree, path: readonly string[], value: string): void {
  let tree = root;
  for (const [index, step] of path.entries()) {
    const key = step === "" ? String(Object.keys(tree).length) : step;
    if (index === path.length - 1) {
      tree[key] = value;
      return;
    }
    const below = tree[key];
    const next: QueryTree = typeof below === "object" ? below : Object.create(null);
    tree[key] = next;
    tree = next;
  }
}

export function subtree(node: QueryNode): QueryTree {
  return typeof node === "object" ? node : {};
}

/** A scalar, `[]` and `[0]` are all lists; absent: null. */
export function textList(node: QueryNode): readonly string[] | null {
  if (node === undefined) return null;
  if (typeof node === "string") return [node];
  return Object.values(node).filter((part) => typeof part === "string");
}

/** Like `textList`, and a comma separates too. */
export function commaList(node: QueryNode): readonly string[] | null {
  return textList(node)?.flatMap((text) => text.split(",")) ?? null;
}

export function numberSet(node: QueryNode): ReadonlySet<number> | null {
  const list = commaList(node);
  return list && new Set(list.map(Number));
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `[from]` and `[to]`, either open; a bare number is that very value. */
export function spanOf(node: QueryNode): Span | null {
  if (node === undefined) return null;
  if (typeof node === "string") return { from: Number(node), to: Number(node) };
  return {
    from: Number(textList(node["from"])?.[0] ?? Number.NEGATIVE_INFINITY),
    to: Number(textList(node["to"])?.[0] ?? Number.POSITIVE_INFINITY),
  };
}

export function withinSpan(span: Span | null, value: number | null): boolean {
  if (span === null) return true;
  return value !== null && value >= span.from && value <= span.to;
}

export function withinSet(set: ReadonlySet<number> | null, value: number): boolean {
  return set === null || set.has(value);
}
