/** How every benchmark measures and prints: medians of interleaved rounds, beside what must be reached. */
import { cpus, loadavg } from "node:os";

/**
 * Runs the measurements in turns, `rounds` times after one round to warm up, so that a noisy moment
 * of the machine hits all alike. Returns the median of each.
 */
export function inTurns<const Works extends readonly (() => number)[]>(
  rounds: number,
  works: Works,
): { readonly [Index in keyof Works]: number } {
  for (const work of works) work();
  const seen: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) seen[index]?.push(work());
  }
  return seen.map(median) as { readonly [Index in keyof Works]: number };
}

/**
 * How many times a second of processor time `work` did what it does `times` times; all threads of
 * this process are counted, what others take of a shared machine is not.
 */
export function perSecond(times: number, work: () => void): number {
  const from = process.cpuUsage();
  work();
  return times / secondsOf(process.cpuUsage(from));
}

export const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const figure = (value: number, unit: string): string =>
  `${Math.round(value).toLocaleString("en-US")} ${unit}`;

export interface Report {
  /** A figure under the headings of most benchmarks. */
  add(what: string, reached: string, goal: string): void;
  row(cells: readonly string[]): void;
  print(): void;
}

export function reportOf(
  name: string,
  headings: readonly string[] = ["", "reached", "goal"],
): Report {
  const rows: (readonly string[])[] = [headings];
  return {
    add: (...row) => void rows.push(row),
    row: (cells) => void rows.push(cells),
    print: () => {
      const widths = headings.map((_, column) =>
        Math.max(...rows.map((row) => (row[column] ?? "").length)),
      );
      const processor = cpus()[0]?.model.trim() ?? "unknown processor";
      const machine = `${cpus().length} x ${processor}, load ${(loadavg()[1] ?? 0).toFixed(1)}`;
      process.stdout.write(`${name}: Node.js ${process.version}, ${machine}\n`);
      for (const row of rows) {
        const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
        process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
      }
    },
  };
}
