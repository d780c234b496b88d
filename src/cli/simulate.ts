import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { isFact } from "#core/configuration/conditions.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { formatInstant } from "#core/time.ts";
import { decisionLine } from "#sim/decision-line.ts";
import { EventProblem, type SimEvent } from "#sim/event.ts";
import { EventReader } from "#sim/event-reader.ts";
import { Simulation } from "#sim/simulation.ts";
import { Tally } from "#sim/tally.ts";
import { tallyTable } from "#sim/tally-table.ts";
import { BufferedOutput } from "./buffered-output.ts";
import { located, rawEvents } from "./event-lines.ts";
import { readProgram } from "./read-program.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface SimulateOptions {
  readonly config: string;
  readonly events: string;
  readonly seed: number;
  readonly format: "jsonl" | "table" | "json";
  readonly out?: string;
}

type Output = Pick<Terminal, "stdout" | "stderr">;

/**
 * Replays a file of events: one line a decision.
 *
 * @throws Refusal where configuration or events cannot be used
 */
export async function runSimulate(options: SimulateOptions, terminal: Output): Promise<number> {
  const program = await readProgram(options.config, options.seed);
  if (options.out === undefined) {
    await replay(program, options, terminal);
    return 0;
  }
  const file = createWriteStream(options.out);
  // An error of the file ends `finished` and is told there, whatever the replay was waiting for.
  const written = finished(file);
  const replayed = replay(program, options, { ...terminal, stdout: file }).finally(() =>
    file.end(),
  );
  try {
    await Promise.all([replayed, written]);
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error && "code" in error)) throw error;
    throw new Refusal(`Cannot write ${options.out}: ${error.message}.`, { cause: error });
  }
  return 0;
}

async function replay(
  program: Program,
  { events, format }: SimulateOptions,
  { stdout, stderr }: Output,
): Promise<void> {
  const output = new BufferedOutput(stdout);
  const report = reportIn(format, program, output);
  const warn = (message: string) => stderr.write(`${events}: ${message}\n`);
  const simulation = new Simulation(program, {
    decided: report.add,
    repeated: (lead) => warn(`lead ${lead} came before; it is decided once.`),
    overruled: (lead) => warn(`lead ${lead} was given on by a person; this moves no turn.`),
  });
  const reader = new EventReader({
    managers: new Set(program.managerIndex.keys()),
    isFact,
    onUnknownKey: (key) => warn(`no rule can ask for \`${key}\`; ignored.`),
  });
  for await (const batch of rawEvents(events)) {
    for (const { line, raw } of batch) {
      located(events, line, () => simulation.push(inOrder(simulation, reader.read(raw), program)));
    }
    await output.relieve();
  }
  simulation.finish();
  report.end();
  await output.flush();
}

function inOrder(simulation: Simulation, event: SimEvent, program: Program): SimEvent {
  if (event.at >= simulation.now) return event;
  const { timeZone } = program.configuration.account;
  throw new EventProblem(
    `The line is of ${formatInstant(event.at, timeZone)}, but an earlier one of ${formatInstant(simulation.now, timeZone)}.`,
    "Sort the file by time.",
  );
}

interface Report {
  readonly add: (record: DecisionRecord) => void;
  readonly end: () => void;
}

function reportIn(
  format: SimulateOptions["format"],
  program: Program,
  output: BufferedOutput,
): Report {
  const { timeZone } = program.configuration.account;
  if (format === "table") {
    const tally = new Tally(program);
    return {
      add: (record) => tally.add(record),
      end: () => output.add(tallyTable(program, tally)),
    };
  }
  if (format === "jsonl") {
    return { add: (record) => output.add(`${decisionLine(record, timeZone)}\n`), end: () => {} };
  }
  let before = "[";
  return {
    add: (record) => {
      output.add(`${before}\n${decisionLine(record, timeZone)}`);
      before = ",";
    },
    end: () => output.add(before === "[" ? "[]\n" : "\n]\n"),
  };
}
