/** What can happen to a team, as commands that are carried out in the service and told to the model. */
import {
  type Arbitrary,
  type AsyncCommand,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  tuple,
} from "fast-check";
import type { Duty } from "#core/decision.ts";
import type { Model } from "./model.ts";
import type { Running } from "./running.ts";
import { type ManagerKey, managers, userOf } from "./team.ts";

export type Happening = AsyncCommand<Model, Running>;

/** Later than that an event is no echo of what the service wrote itself. */
const A_MOMENT_MS = 6_007;

/** Something that somebody does, a moment after whatever came before. */
abstract class Deed implements Happening {
  check(_model: Readonly<Model>): boolean {
    return true;
  }

  async run(model: Model, running: Running): Promise<void> {
    await running.passes(A_MOMENT_MS);
    running.notes(this.toString());
    await this.happen(model, running);
    await running.settle();
  }

  protected abstract happen(model: Model, running: Running): Promise<void>;
  abstract toString(): string;
}

class LeadComes extends Deed {
  readonly #facts: { readonly channel: "call" | "written" | "other"; readonly contact?: string };

  constructor(channel: "call" | "written" | "other", contact: number | null) {
    super();
    this.#facts = contact === null ? { channel } : { channel, contact: `c${contact}` };
  }

  protected async happen(model: Model, running: Running): Promise<void> {
    const id = String(1_000 + model.leads.length);
    model.leads.push({ id, closed: false });
    model.happens({ kind: "lead", at: running.now, lead: id, facts: this.#facts });
    await running.comes(id, this.#facts);
  }

  toString = () => `lead(${JSON.stringify(this.#facts)})`;
}

/** Speaks of one of the leads there are. */
abstract class LeadDeed extends Deed {
  readonly place: number;

  constructor(place: number) {
    super();
    this.place = place;
  }

  override check(model: Readonly<Model>): boolean {
    return model.leads.length > 0;
  }

  protected leadIn(model: Model): { readonly id: string; closed: boolean } {
    const lead = model.leads[this.place % model.leads.length];
    if (lead === undefined) throw new Error("there is no lead yet");
    return lead;
  }
}

class SomebodyBegins extends LeadDeed {
  protected async happen(model: Model, running: Running): Promise<void> {
    const { id } = this.leadIn(model);
    model.happens({ kind: "taken", at: running.now, lead: id });
    await running.worksOn(id);
  }

  toString = () => `taken(${this.place})`;
}

class DealEnds extends LeadDeed {
  protected async happen(model: Model, running: Running): Promise<void> {
    const lead = this.leadIn(model);
    lead.closed = !lead.closed;
    model.happens({ kind: lead.closed ? "won" : "reopened", at: running.now, lead: lead.id });
    const end = { won: true, at: null, reasons: [] };
    await running.changes(lead.id, { closed: lead.closed, end });
  }

  toString = () => `ends(${this.place})`;
}

class SomebodyGives extends LeadDeed {
  readonly #to: ManagerKey;

  constructor(place: number, to: ManagerKey) {
    super(place);
    this.#to = to;
  }

  protected async happen(model: Model, running: Running): Promise<void> {
    const { id, closed } = this.leadIn(model);
    const user = userOf[this.#to];
    // Naming who has it already, or a lead that is done with, changes nothing that anybody decides.
    if (closed || running.responsibleFor(id) === user) return;
    model.happens({ kind: "owner", at: running.now, lead: id, manager: this.#to });
    await running.changes(id, { responsible: user });
  }

  toString = () => `given(${this.place}, ${this.#to})`;
}

class SwitchTurns extends Deed {
  readonly #manager: ManagerKey;
  readonly #duty: Duty;

  constructor(manager: ManagerKey, duty: Duty) {
    super();
    this.#manager = manager;
    this.#duty = duty;
  }

  protected async happen(model: Model, running: Running): Promise<void> {
    model.happens({ kind: "duty", at: running.now, manager: this.#manager, duty: this.#duty });
    await running.turns(this.#manager, this.#duty);
  }

  toString = () => `${this.#manager} is ${this.#duty}`;
}

class TimePasses implements Happening {
  readonly #minutes: number;

  constructor(minutes: number) {
    this.#minutes = minutes;
  }

  check = () => true;
  run = (_model: Model, running: Running) => running.passes(this.#minutes * 60_000);
  toString = () => `passes(${this.#minutes} min)`;
}

/** The process dies after so many statements, whatever it does next, and another begins. */
class ProcessDies implements Happening {
  readonly #statements: number;

  constructor(statements: number) {
    this.#statements = statements;
  }

  check = () => true;
  run = async (_model: Model, running: Running) => running.diesAfter(this.#statements);
  toString = () => `dies(after ${this.#statements} statements)`;
}

const channel = constantFrom<"call" | "written" | "other">("call", "call", "written", "other");
const place = nat(40);
const manager = constantFrom(...managers);

/** Most often leads come and time passes, as in life. */
export const happening: Arbitrary<Happening> = oneof(
  {
    weight: 8,
    arbitrary: tuple(channel, option(nat(3))).map((of) => new LeadComes(...of)),
  },
  { weight: 5, arbitrary: integer({ min: 1, max: 90 }).map((of) => new TimePasses(of)) },
  { weight: 2, arbitrary: integer({ min: 90, max: 2_000 }).map((of) => new TimePasses(of)) },
  { weight: 4, arbitrary: place.map((of) => new SomebodyBegins(of)) },
  { weight: 2, arbitrary: place.map((of) => new DealEnds(of)) },
  { weight: 2, arbitrary: tuple(place, manager).map((of) => new SomebodyGives(...of)) },
  {
    weight: 4,
    arbitrary: tuple(manager, constantFrom<Duty>("online", "online", "paused", "offline")).map(
      (of) => new SwitchTurns(...of),
    ),
  },
  { weight: 2, arbitrary: nat(25).map((of) => new ProcessDies(of)) },
);
