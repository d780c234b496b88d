/** Two texts compared line by line, as a unified difference. */

const CONTEXT_LINES = 3;
/** Beyond this many pairs of lines the middle is shown as replaced, not searched for likeness. */
const PAIRS_MAX = 4_000_000;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** The unified difference with three lines of context; empty where the texts are equal. */
export function unifiedDifference(before: string, after: string): string {
  if (before === after) return "";
  const edits = editsBetween(linesOf(before), linesOf(after));
  const hunks = hunksOf(edits).map((hunk) => formatHunk(edits, hunk));
  return ["--- before", "+++ after", ...hunks].join("\n").concat("\n");
}

/** A text that does not end with a line break differs from one that does. */
function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const removed = before.slice(head, before.length - tail);
  const added = after.slice(head, after.length - tail);
  const middle =
    removed.length * added.length <= PAIRS_MAX
      ? alignedEdits(removed, added)
      : [...signed("-", removed), ...signed("+", added)];
  return [
    ...signed(" ", before.slice(0, head)),
    ...middle,
    ...signed(" ", before.slice(before.length - tail)),
  ];
}

const signed = (sign: Edit["sign"], lines: readonly string[]): readonly Edit[] =>
  lines.map((line) => ({ sign, line }));

/** The fewest edits, by the longest common subsequence; what is removed comes before what is added. */
function alignedEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const common = commonLengths(before, after);
  const width = after.length + 1;
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const here = row * width + column;
    const [removed = "", added = ""] = [before[row], after[column]];
    if (removed === added) edits.push({ sign: " ", line: removed });
    else if (lengthAt(common, here + width) >= lengthAt(common, here + 1)) {
      edits.push({ sign: "-", line: removed });
    } else edits.push({ sign: "+", line: added });
    const sign = edits.at(-1)?.sign;
    if (sign !== "+") row += 1;
    if (sign !== "-") column += 1;
  }
  return [...edits, ...signed("-", before.slice(row)), ...signed("+", after.slice(column))];
}

const lengthAt = (common: Uint32Array, index: number): number => common[index] ?? 0;

/** At `row * width + column`: how many lines the rests of both texts have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const here = row * width + column;
      common[here] =
        before[row] === after[column]
          ? lengthAt(common, here + width + 1) + 1
          : Math.max(lengthAt(common, here + width), lengthAt(common, here + 1));
    }
  }
  return common;
}

/** Indices into the edits, half-open. */
interface Hunk {
  readonly from: number;
  readonly to: number;
}

function hunksOf(edits: readonly Edit[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const [index, { sign }] of edits.entries()) {
    if (sign === " ") continue;
    const from = Math.max(0, index - CONTEXT_LINES);
    const to = Math.min(edits.length, index + CONTEXT_LINES + 1);
    const last = hunks.at(-1);
    if (last === undefined || from > last.to) hunks.push({ from, to });
    else hunks[hunks.length - 1] = { from: last.from, to };
  }
  return hunks;
}

function formatHunk(edits: readonly Edit[], { from, to }: Hunk): string {
  const body = edits.slice(from, to);
  const ranges = (["+", "-"] as const).map((other) => {
    const start = edits.slice(0, from).filter(({ sign }) => sign !== other).length;
    const length = body.filter(({ sign }) => sign !== other).length;
    return `${length === 0 ? start : start + 1},${length}`;
  });
  const lines = body.map(({ sign, line }) => `${sign}${line}`);
  return [`@@ -${ranges[0]} +${ranges[1]} @@`, ...lines].join("\n");
}
