import { createReadStream } from "node:fs";
import { linesOf, type NumberedLine } from "#document/lines.ts";
import { CsvReader } from "#sim/csv.ts";
import { EventProblem } from "#sim/event.ts";
import { unreadable } from "./read-text.ts";
import { Refusal } from "./refusal.ts";

/** One value of an events file, still unchecked, with the line on which it stands. */
export interface RawEvent {
  readonly line: number;
  readonly raw: unknown;
}

const PIECE_BYTES = 1 << 16;

/**
 * The values of an events file in its order, many at a time: JSONL, or CSV where its name says so.
 *
 * @throws Refusal with the place, where the file or a line cannot be read
 */
export async function* rawEvents(path: string): AsyncGenerator<readonly RawEvent[]> {
  const csv = path.toLowerCase().endsWith(".csv") ? new CsvReader() : null;
  const read = csv === null ? readJson : readRow(csv);
  let last = 1;
  for await (const lines of linesOf(piecesOf(path))) {
    yield lines.flatMap((line) => located(path, line.number, () => read(line)));
    last = lines.at(-1)?.number ?? last;
  }
  located(path, last, () => csv?.end());
}

/** Does what may find a line wrong, and says where it stands if it does. */
export function located<Result>(path: string, line: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EventProblem)) throw error;
    throw new Refusal(`${path}:${line}: ${error.message} ${error.remedy}`, { cause: error });
  }
}

async function* piecesOf(path: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: "utf8", highWaterMark: PIECE_BYTES });
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readJson({ number, text }: NumberedLine): readonly RawEvent[] {
  if (text.trim() === "") return [];
  try {
    return [{ line: number, raw: JSON.parse(text) }];
  } catch (error) {
    throw new EventProblem(
      `The line is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      "Write one JSON object a line.",
    );
  }
}

function readRow(csv: CsvReader): (line: NumberedLine) => readonly RawEvent[] {
  return (line) => {
    const row = csv.read(line);
    return row === null ? [] : [{ line: row.number, raw: row.raw }];
  };
}
