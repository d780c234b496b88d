/**
 * Teams at random whose rules hand leads over, give them back and pass them on, and what happens to
 * them over a week or two, played by the simulator.
 */
import fc from "fast-check";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { parseInstant } from "#core/time.ts";
import type { SimEvent } from "#sim/event.ts";
import { Simulation } from "#sim/simulation.ts";

const who = ["anna", "boris", "vera", "gleb"] as const;
const manager = fc.constantFrom(...who);
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const scope = oneOf<unknown>("none", "untouched", "all", "all", { stages: ["new"] });
const handover = fc.record({
  at_shift_end: scope,
  on_duty_off: scope,
  return: fc.boolean(),
  turn_back: fc.boolean(),
  together: fc.boolean(),
});
const named = fc.record({ on_duty: manager });
const taken = fc.record(
  {
    within: oneOf("10m", "45m", "3h"),
    // biome-ignore lint/suspicious/noThenProperty: the key of a rule
    then: fc.oneof(oneOf<unknown>("next", "next", "next", "wait", "leave"), named),
    max_transfers: fc.integer({ min: 0, max: 4 }),
    fallback: fc.oneof(oneOf<unknown>("keep"), named),
    turn_back: fc.boolean(),
    again: fc.boolean(),
    quiet: oneOf("22:00-08:00", "12:00-13:00"),
    pause_after: oneOf(2, 3),
  },
  { requiredKeys: ["within", "then"] },
);

/** Every rule takes the leads of its own source; the last takes all. */
const methods: readonly object[] = [
  { method: "priority", members: { anna: 1, boris: 3, vera: 2 } },
  { method: "in_turn", members: ["anna", "boris", "vera", "gleb"] },
  { method: "least_loaded", members: ["anna", "boris", "gleb"] },
  { method: "quantity", members: { anna: 4, boris: 3, gleb: 5 }, options: { period: "shift" } },
  { method: "strict_order", members: ["vera", "anna", "gleb"] },
  { method: "first_to_accept", members: ["anna", "boris", "vera"], options: { best: 2 } },
  { method: "priority", members: { anna: 1, gleb: 3 }, options: { value: true }, ledger: "money" },
  { method: "in_turn", members: ["anna", "boris"], options: { catch_up: 20 }, ledger: "calm" },
];

const rule = fc.record(
  {
    how: fc.constantFrom(...methods),
    taken,
    handover,
    otherwise: fc.oneof(
      oneOf<unknown>("wait", "wait", "next_rule", "leave", { wait: { at_most: "2h" } }),
      named,
    ),
    keep_owner: fc.record({
      of: oneOf(["contact"], ["last"]),
      when: oneOf<unknown>("always", "on_shift", { wait: "1h" }),
      costs_turn: fc.boolean(),
    }),
    limits: oneOf<unknown>({ member: { day: 3 } }, { rule: { hour: 2 } }),
    availability: oneOf(["duty"], ["schedule"], ["duty", "presence"]),
    when: oneOf<unknown>(
      { days: "mon-fri", time: "09:00-18:00" },
      { days: "mon-sun", time: "18:00-09:00" },
    ),
  },
  { requiredKeys: ["how", "otherwise"] },
);

type Rules = typeof rules extends fc.Arbitrary<infer Drawn> ? Drawn : never;
export const rules = fc.array(rule, { minLength: 2, maxLength: 4 });

/** The limits are known to the tests, which count by themselves. */
export const DAY_LIMIT_OF_ANNA = 5;
export const OPEN_LIMIT_OF_GLEB = 4;

export function programOf(drawn: Rules): Program {
  const parsed = parseConfiguration({
    version: 1,
    account: { name: "Test", timezone: "Europe/Moscow", calendar: "ru", same_client: "12h" },
    schedules: {
      office: { weekly: { workdays: ["09:00-13:00", "14:00-18:00"] } },
      late: { weekly: { "mon-fri": "12:00-21:00" } },
      night: { weekly: { "mon-sun": "20:00-08:00" } },
    },
    managers: {
      anna: { schedule: "office", limits: { day: DAY_LIMIT_OF_ANNA } },
      boris: { schedule: "late", timezone: "Asia/Tomsk" },
      vera: {},
      gleb: { schedule: "night", limits: { open: OPEN_LIMIT_OF_GLEB } },
    },
    rules: drawn.map(({ how, ...more }, place) => ({
      name: `R${place}`,
      ...(place === drawn.length - 1 ? {} : { if: { source: `s${place}` } }),
      ...how,
      ...more,
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration, { seed: 3 });
}

const happening = fc.record({
  minutes: fc.integer({ min: 0, max: 240 }),
  kind: oneOf<"lead" | "duty" | "presence" | "owner" | "taken" | "closed" | "reopened">(
    "lead",
    "lead",
    "lead",
    "lead",
    "taken",
    "taken",
    "closed",
    "duty",
    "duty",
    "presence",
    "owner",
    "reopened",
  ),
  manager,
  lead: fc.nat({ max: 20 }),
  word: fc.nat({ max: 5 }),
});
type Happenings = typeof happenings extends fc.Arbitrary<infer Drawn> ? Drawn : never;
export const happenings = fc.array(happening, { minLength: 10, maxLength: 60, size: "max" });

const monday = parseInstant("2026-03-02T08:00:00+03:00") ?? 0;

/** Leads are numbered as they come; whatever happens to one happens to one of the latest. */
export function eventsOf(drawn: Happenings): readonly SimEvent[] {
  const events: SimEvent[] = [];
  const cameAt: number[] = [];
  let at = monday;
  for (const happening of drawn) {
    at += happening.minutes * MINUTE_MS;
    const isNew = happening.kind === "lead" || cameAt.length === 0;
    const lead = isNew ? cameAt.push(at) : Math.max(1, cameAt.length - happening.lead);
    // Nothing is told of a lead at the very moment at which it comes.
    if (!isNew && cameAt[lead - 1] === at) at += MINUTE_MS;
    events.push(eventOf(isNew ? { ...happening, kind: "lead" } : happening, String(lead), at));
  }
  // Else the same few leads would go to and fro for a month.
  for (let lead = 1; lead <= cameAt.length - 3; lead += 1) {
    events.push({ kind: "lost", at: at + MINUTE_MS, lead: String(lead) });
  }
  return events;
}

function eventOf(
  { kind, manager: who, lead: client, word }: Happenings[number],
  lead: string,
  at: number,
): SimEvent {
  switch (kind) {
    case "lead":
      return { kind, at, lead, facts: factsOf(word, client % 6) };
    case "duty":
      return { kind, at, manager: who, duty: duties[word % 4] ?? "online" };
    case "presence":
      return { kind, at, manager: who, present: word > 1 };
    case "owner":
      return { kind, at, lead, manager: who };
    case "closed":
      return { kind: outcomes[word % 3] ?? "won", at, lead };
    default:
      return { kind, at, lead };
  }
}

const MINUTE_MS = 60_000;
const duties = ["online", "online", "paused", "offline"] as const;
const outcomes = ["won", "lost", "junk"] as const;

const factsOf = (word: number, client: number): Facts => ({
  channel: "call",
  source: `s${word % 4}`,
  price: word * 1_000,
  stage: word % 2 === 0 ? "new" : "old",
  contact: String(client),
});

/** Plays the events and hands out what happens, in its order: every event before what it brings about. */
export function play(
  program: Program,
  events: readonly SimEvent[],
  decided: (record: DecisionRecord) => void,
): void {
  const simulation = new Simulation(program, { decided, repeated: () => {}, overruled: () => {} });
  for (const event of events) simulation.push(event);
  simulation.finish();
}
