/**
 * A story about a configuration, told line by line and played by the simulator. Every line that
 * ends in `-> …` is a decision that must happen, in this order, and no other may:
 *
 *     mon 09:05 call -> anna               a lead comes and is given to Anna
 *     mon 09:06 call -> boris in Calls     … by the rule Calls
 *     sat 10:00 written pipeline=«VIP» -> no rule
 *     mon 20:00 call -> waits until tue 09:00
 *     mon 20:01 call -> waits              (and no schedule tells how long)
 *     tue 09:00 #4 released -> anna        the story's fourth lead leaves the pool
 *     mon 18:00 #4 handed over -> vera     … leaves somebody whose shift ends
 *     tue 09:00 #4 returned -> anna        … comes back to whoever had it, with his next shift
 *     mon 09:15 #4 not taken -> vera       … leaves somebody who let it lie
 *     mon 11:00 #4 duty off -> vera        … leaves somebody who went off duty
 *     mon 10:00 anna is offline            online, paused, offline, seen, unseen
 *     mon 10:00 #4 won                     taken, won, lost, junk, or `owner anna`
 *
 * Days are those of the week from Monday 2026-03-02, or dates. A line that is not understood fails.
 */
import { expect } from "vitest";
import type { Cause, DecisionRecord, Facts } from "#core/decision.ts";
import { compile } from "#core/program.ts";
import { civilAt, formatDate, instantOf, parseDate } from "#core/time.ts";
import { unsupported } from "#core/unsupported.ts";
import { readConfiguration } from "#document/read.ts";
import type { SimEvent } from "#sim/event.ts";
import { Simulation } from "#sim/simulation.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const monday = parseDate("2026-03-02") ?? 0;

const pattern = {
  moment: /^(\S+) (\d\d):(\d\d) (.+)$/,
  arrival: /^(call|written|other)((?: [\w.]+=(?:«[^»]*»|\S+))*) -> (.+)$/,
  again: /^#(\d+) (released|handed over|returned|not taken|duty off) -> (.+)$/,
  signal: /^(\S+) is (online|paused|offline|seen|unseen)$/,
  outcome: /^#(\d+) (taken|won|lost|junk|reopened|owner (\S+))$/,
  fact: /([\w.]+)=(?:«([^»]*)»|(\S+))/g,
};

/** How the story calls a decision that is not the first of its lead. */
const causes: Readonly<Record<Cause, string>> = {
  new: "",
  released: " released",
  handover: " handed over",
  returned: " returned",
  not_taken: " not taken",
  duty_off: " duty off",
  manual: " by hand",
};

/** Plays the story and compares what was decided with what it says. */
export function scenario(yaml: string, story: string): void {
  const reading = readConfiguration(yaml);
  if (!reading.ok) throw new Error(reading.issues.map((issue) => issue.message).join("\n"));
  expect(unsupported(reading.configuration)).toEqual([]);
  const { timeZone } = reading.configuration.account;
  const script = new Script(timeZone);
  for (const line of story.split("\n").map((text) => text.trim().replaceAll(/ +/g, " "))) {
    if (line !== "" && !line.startsWith("//")) script.read(line);
  }
  const decided: DecisionRecord[] = [];
  const simulation = new Simulation(compile(reading.configuration), {
    decided: (record) => decided.push(record),
    repeated: () => {},
    overruled: () => {},
  });
  for (const event of script.events) simulation.push(event);
  simulation.finish();
  const told = decided.map((record, index) => script.tell(record, script.expected[index] ?? ""));
  expect(told).toEqual(script.expected);
}

class Script {
  readonly events: SimEvent[] = [];
  readonly expected: string[] = [];
  readonly #timeZone: string;
  #leads = 0;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  read(line: string): void {
    const [, day = "", hour, minute, what = ""] = pattern.moment.exec(line) ?? [];
    const date = weekdays.includes(day) ? monday + weekdays.indexOf(day) : parseDate(day);
    if (date === null) throw new Error(`The scenario does not understand: ${line}`);
    const at = instantOf(date, Number(hour) * 60 + Number(minute), this.#timeZone);
    if (!this.#readArrival(at, what) && !this.#readAgain(at, what)) {
      const event = signalOf(at, what) ?? outcomeOf(at, what);
      if (event === null) throw new Error(`The scenario does not understand: ${line}`);
      this.events.push(event);
    }
  }

  /** A record in the story's words; the rule is told only where `like` tells it. */
  tell(record: DecisionRecord, like: string): string {
    const rule = / in .+$/.test(like) ? ` in ${record.rule}` : "";
    const cause = causes[record.cause];
    return `${this.#clock(record.at)} #${record.lead}${cause} -> ${this.#outcome(record)}${rule}`;
  }

  #outcome({ kind, manager, until }: DecisionRecord): string {
    if (kind === "assigned") return manager ?? "";
    if (kind === "unmatched") return "no rule";
    if (kind === "left") return "left";
    return until === null ? "waits" : `waits until ${this.#clock(until)}`;
  }

  #clock(at: number): string {
    const { day, minute } = civilAt(at, this.#timeZone);
    const two = (number: number) => String(number).padStart(2, "0");
    const name = weekdays[day - monday] ?? formatDate(day);
    return `${name} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  #readArrival(at: number, what: string): boolean {
    const [match, channel = "", details = "", expected = ""] = pattern.arrival.exec(what) ?? [];
    if (match === undefined) return false;
    this.#leads += 1;
    const lead = String(this.#leads);
    this.events.push({ kind: "lead", at, lead, facts: { channel, ...factsOf(details) } });
    this.expected.push(`${this.#clock(at)} #${lead} -> ${expected}`);
    return true;
  }

  #readAgain(at: number, what: string): boolean {
    const [match, lead, cause, expected] = pattern.again.exec(what) ?? [];
    if (match === undefined) return false;
    this.expected.push(`${this.#clock(at)} #${lead} ${cause} -> ${expected}`);
    return true;
  }
}

function factsOf(details: string): Facts {
  const facts = [...details.matchAll(pattern.fact)];
  return Object.fromEntries(
    facts.map(([, name = "", quoted, bare = ""]) => [name, quoted ?? bare]),
  );
}

function signalOf(at: number, what: string): SimEvent | null {
  const [match, manager = "", state] = pattern.signal.exec(what) ?? [];
  if (match === undefined) return null;
  if (state === "seen" || state === "unseen") {
    return { kind: "presence", at, manager, present: state === "seen" };
  }
  return { kind: "duty", at, manager, duty: state as "online" | "paused" | "offline" };
}

function outcomeOf(at: number, what: string): SimEvent | null {
  const [match, lead = "", kind, manager] = pattern.outcome.exec(what) ?? [];
  if (match === undefined) return null;
  if (manager !== undefined) return { kind: "owner", at, lead, manager };
  return { kind: kind as "taken" | "won" | "lost" | "junk" | "reopened", at, lead };
}
