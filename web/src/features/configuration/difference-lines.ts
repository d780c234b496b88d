export interface DifferenceLine {
  readonly kind: "added" | "removed" | "same" | "place";
  readonly text: string;
}

/** The lines of a unified difference without its file header. */
export function linesOf(difference: string): readonly DifferenceLine[] {
  const lines = difference.split("\n");
  const body = lines.findIndex((line) => line.startsWith("@@"));
  return lines
    .slice(Math.max(0, body))
    .filter((line, index, all) => line !== "" || index < all.length - 1)
    .map((line) => ({ kind: kindOf(line), text: line.startsWith("@@") ? line : line.slice(1) }));
}

function kindOf(line: string): DifferenceLine["kind"] {
  if (line.startsWith("@@")) return "place";
  if (line.startsWith("+")) return "added";
  return line.startsWith("-") ? "removed" : "same";
}
