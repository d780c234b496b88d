/**
 * What should become of every lead: the simulator, fed with the same happenings at the same moments.
 */
import type { DecisionRecord } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { readConfiguration } from "#document/read.ts";
import type { SimEvent } from "#sim/event.ts";
import { Simulation } from "#sim/simulation.ts";

export class Model {
  readonly leads: { readonly id: string; closed: boolean }[] = [];
  readonly #simulation: Simulation;
  readonly #records: DecisionRecord[] = [];

  constructor(text: string) {
    this.#simulation = new Simulation(programOf(text), {
      decided: (record) => this.#records.push(record),
      repeated: (lead) => {
        throw new Error(`lead ${lead} came twice`);
      },
      overruled: () => undefined,
    });
  }

  happens(event: SimEvent): void {
    this.#simulation.push(event);
  }

  /** Everything decided before `at`, epoch ms, as lines. */
  decidedBefore(at: number): readonly string[] {
    // What happens at a moment is concluded when a later one is seen.
    this.happens({ kind: "presence", at, manager: "ursula", present: true });
    return this.#records.filter((record) => record.at < at).map(lineOf);
  }
}

export function programOf(text: string): Program {
  const read = readConfiguration(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return compile(read.configuration, { version: 1 });
}

/** A decision without its numbers: they are compared by deciding every record again. */
export function lineOf({ at, lead, kind, rule, manager, cause }: DecisionRecord): string {
  return `${new Date(at).toISOString()} ${lead} ${cause} ${kind} ${rule} ${manager}`;
}
