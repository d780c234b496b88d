/** The tally of a run as a table for people. */
import type { Program } from "#core/program.ts";
import type { Tally, TallyRow } from "./tally.ts";

const header = ["rule", "manager", "received", "due", "deviation"];

/** One row a rule and manager; where rules share a ledger, its totals, of which fairness speaks. */
export function tallyTable(program: Program, tally: Tally): string {
  const shared = sharedLedgers(program);
  const totals = tally.ledgers().filter((row) => shared.has(row.of));
  const rows = [
    header,
    ...tally.rules().map((row) => cells(row, row.of)),
    ...totals.map((row) => cells(row, `ledger ${row.of}`)),
  ];
  const { assigned, waiting, unmatched, left } = tally.kinds;
  const counts = `assigned ${assigned}, made to wait ${waiting}, unmatched ${unmatched}, left ${left}`;
  return `${aligned(rows)}\n\n${counts}\n`;
}

function cells(row: TallyRow, name: string): string[] {
  const due = row.due / row.unit;
  const received = row.received / row.unit;
  const deviation = received - due;
  const sign = deviation > 0.005 ? "+" : "";
  return [name, row.manager, String(received), fixed(due), sign + fixed(deviation)];
}

/** Two decimals; what rounds to nothing has no sign. */
function fixed(amount: number): string {
  return amount.toFixed(2).replace(/^-(0\.00)$/, "$1");
}

function sharedLedgers(program: Program): ReadonlySet<string> {
  const rules = Map.groupBy(program.rules, ({ rule }) => rule.ledger);
  return new Set([...rules].filter(([, using]) => using.length > 1).map(([ledger]) => ledger));
}

/** Names to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
