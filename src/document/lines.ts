/** Text that arrives in pieces, as the lines of a file. */

export interface NumberedLine {
  /** From 1, as editors count. */
  readonly number: number;
  readonly text: string;
}

/** Yields the lines of each piece together, so that a long file costs one wait a piece and not a line. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
): AsyncGenerator<readonly NumberedLine[]> {
  let number = 0;
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + (number === 0 && rest === "" ? withoutMark(piece) : piece)).split("\n");
    rest = lines.pop() ?? "";
    yield lines.map((text) => {
      number += 1;
      return { number, text: text.endsWith("\r") ? text.slice(0, -1) : text };
    });
  }
  if (rest !== "") yield [{ number: number + 1, text: rest }];
}

/** Editors on Windows begin a file with a byte order mark. */
function withoutMark(piece: string): string {
  return piece.startsWith("\uFEFF") ? piece.slice(1) : piece;
}
