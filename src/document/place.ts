/** From a problem's path to its line and column. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { ConfigurationProblem } from "#core/configuration/types.ts";
import type { ConfigurationIssue } from "./issue.ts";

export interface ReadDocument {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Offsets into the text: of the key that leads to a node, and of the node itself. */
interface Found {
  readonly key: number;
  readonly node: Node | null;
}

/** The problems in the order of the text; one whose place is not written stands at its nearest owner. */
export function placeProblems(
  source: ReadDocument,
  problems: readonly ConfigurationProblem[],
): readonly ConfigurationIssue[] {
  const indexes = new Map<YAMLMap, Map<string, Pair>>();
  const pairAt = (map: YAMLMap, key: string): Pair | undefined => {
    let index = indexes.get(map);
    if (index === undefined) {
      index = new Map(map.items.map((pair) => [keyText(pair), pair]));
      indexes.set(map, index);
    }
    return index.get(key);
  };
  return problems
    .map((problem) => {
      const found = walk(source.document, problem.path, pairAt);
      return issueAt(source, problem, problem.onKey === true ? found.key : startOf(found));
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function walk(
  document: Document.Parsed,
  path: ConfigurationProblem["path"],
  pairAt: (map: YAMLMap, key: string) => Pair | undefined,
): Found {
  let found: Found = { key: 0, node: document.contents };
  for (const step of path) {
    const holder = isAlias(found.node) ? found.node.resolve(document) : found.node;
    const next = stepInto(holder, step, pairAt);
    if (next === null) return found;
    found = next;
  }
  return found;
}

function stepInto(
  holder: Node | null | undefined,
  step: string | number,
  pairAt: (map: YAMLMap, key: string) => Pair | undefined,
): Found | null {
  if (isMap(holder)) {
    const pair = pairAt(holder, String(step));
    if (pair === undefined) return null;
    return { key: offsetOf(pair.key as Node | null) ?? 0, node: pair.value as Node | null };
  }
  const item = isSeq(holder) ? (holder.items[Number(step)] as Node | undefined) : undefined;
  return item === undefined ? null : { key: offsetOf(item) ?? 0, node: item };
}

/** As the parser of configurations sees the key, which may be written as a number. */
function keyText({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

const offsetOf = (node: Node | null): number | null => node?.range?.[0] ?? null;

/** A key with nothing behind it is itself the place. */
function startOf({ key, node }: Found): number {
  const nothing = isScalar(node) && node.value === null;
  return nothing ? key : (offsetOf(node) ?? key);
}

function issueAt(
  { lines }: ReadDocument,
  problem: ConfigurationProblem,
  offset: number,
): ConfigurationIssue {
  const { line, col } = lines.linePos(offset);
  return {
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    path: problem.path.join("."),
    code: problem.code,
    kind: problem.kind,
    message: problem.message,
    remedy: problem.remedy,
  };
}
