/**
 * One account with every method, limit and owner rule, and histories of it drawn at random: leads,
 * releases, switches, gifts by hand, closings.
 */
import fc from "fast-check";
import { parse } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import { type DecisionRequest, decide } from "#core/decide.ts";
import type { DecisionRecord, Facts } from "#core/decision.ts";
import { compile, type Program } from "#core/program.ts";
import { setShares } from "#core/shares.ts";
import {
  type AccountState,
  apply,
  emptySnapshot,
  openLeads,
  receiveByHand,
  restore,
  setBlocked,
  setDuty,
  setOpenLeads,
  setOpenTasks,
  setPresence,
} from "#core/state.ts";
import { parseInstant } from "#core/time.ts";

const who = ["anna", "boris", "vera", "gleb"];

/** Each source of leads has its rule; all methods, limits of every level, owners of every kind. */
export const world = programOf(`
version: 1
account: { name: Test, timezone: Europe/Moscow, same_client: 24h, never_owners: [gleb] }
schedules:
  office: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"] } }
  night: { weekly: { mon-sun: "20:00-08:00" } }
managers:
  anna: { name: Anna, crm: 101, schedule: office, limits: { day: 4, open: 6 }, capacity: 3, comfort: 3 }
  boris: { name: Boris, schedule: office, limits: { hour: 2, rolling: true }, deputy: { who: vera, from: 2026-03-04, to: 2026-03-05 }, comfort: 1.5 }
  vera: { name: Vera, timezone: Asia/Tomsk, limits: { week: 9, tasks: 2 }, capacity: 0 }
  gleb: { name: Gleb, schedule: night, capacity: 5 }
rules:
  - name: quantity
    if: { source: quantity }
    method: quantity
    members: { anna: 2, boris: 3, gleb: 1 }
    options: { period: shift }
    ledger: shared
    otherwise: next_rule
  - name: load
    if: { source: [load, quantity] }
    method: least_loaded
    members: [anna, boris, vera, gleb]
    options: { catch_up: 20 }
    availability: [duty, presence]
    limits: { member: { shift: 3 }, rule: { hour: 3 } }
    ledger: shared
  - name: value
    if: { source: value }
    method: priority
    members: { anna: 1, boris: 3, vera: 2 }
    options: { value: true, catch_up: { rate: 100, expire: 3h } }
    keep_owner: { of: [contact, last], when: on_shift, costs_turn: true }
    limits: { member: { day: 2, rolling: true } }
    otherwise: { on_duty: gleb }
  - name: tiers
    if: { source: tiers }
    method: tiers
    members: { anna: 1, boris: 1, vera: 2 }
    options: { inside: least_loaded, catch_up: { rate: 50, expire: 1d } }
    keep_owner: { of: [company, spoke], when: always }
    limits: { member: { month: 5 }, rule: { day: 6 } }
  - name: offer
    if: { source: offer }
    method: first_to_accept
    members: [anna, boris, vera]
    options: { best: 2, seconds: 120 }
    keep_owner: { of: [last], when: { wait: 2h } }
    otherwise: next_rule
  - name: outside
    if: { source: [outside, offer] }
    method: adaptive
    members: [anna, boris, vera, gleb]
    ledger: shared
    keep_owner: { of: [last], when: { wait: 30m } }
    otherwise: { wait: { at_most: 1h, then: { on_duty: vera } } }
  - name: comfort
    if: { source: comfort }
    method: conversion
    members: [anna, boris, vera]
`);

/** The program of a configuration, as YAML. */
export function programOf(text: string): Program {
  const parsed = parseConfiguration(parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compile(parsed.configuration, { seed: 7 });
}

export const monday = parseInstant("2026-03-02T10:00:00+03:00") ?? 0;
const manager = fc.constantFrom(...who);
const source = fc.constantFrom("quantity", "load", "value", "tiers", "offer", "outside", "comfort");
const rule = fc.constantFrom(...world.rules.map((compiled) => compiled.rule.id), "gone");
const owner = fc.option(fc.constantFrom(...who, "101", "stranger"), { nil: undefined });

type Lead = Omit<DecisionRequest, "lead" | "at">;
/** Changes the state, or brings a lead. */
type Happening = (state: AccountState, at: number) => Lead | null;

const facts: fc.Arbitrary<Facts> = fc
  .record({
    source,
    price: fc.constantFrom(0, 1, 5_000, 120_000),
    "owner.contact": owner,
    "owner.last": owner,
    "owner.company": owner,
    "owner.same_client": fc.option(manager, { nil: undefined, freq: 1 }),
  })
  .map((drawn) => {
    const known = Object.entries(drawn).filter(([, value]) => value !== undefined);
    return { channel: "call", ...(Object.fromEntries(known) as Facts) };
  });

const arrival: fc.Arbitrary<Happening> = fc
  .tuple(facts, fc.boolean())
  .map(([known, isControl]) => () => ({
    facts: known,
    cause: "new",
    ...(isControl ? { control: true } : {}),
  }));

const release: fc.Arbitrary<Happening> = fc
  .record({
    facts,
    rule,
    waitOver: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 200 }),
    accepted: fc.option(fc.subarray(who)),
  })
  .map(({ accepted, minutes, ...asked }) => (_, at) => ({
    cause: "released",
    since: at - minutes * 60_000,
    ...(accepted === null ? {} : { accepted }),
    ...asked,
  }));

const signal: fc.Arbitrary<Happening> = fc
  .record({
    manager,
    kind: fc.constantFrom("online" as const, "paused" as const, "offline" as const),
    minutes: fc.option(fc.integer({ min: 1, max: 900 })),
    flag: fc.boolean(),
    what: fc.constantFrom(
      "duty" as const,
      "presence" as const,
      "blocked" as const,
      "close" as const,
      "tasks" as const,
      "gift" as const,
      "shares" as const,
    ),
    count: fc.integer({ min: 1, max: 4 }),
  })
  .map((drawn) => (state, at) => {
    turnSignal[drawn.what](state, drawn, at);
    return null;
  });

interface Drawn {
  readonly manager: string;
  readonly kind: "online" | "paused" | "offline";
  readonly minutes: number | null;
  readonly flag: boolean;
  readonly count: number;
}

const turnSignal = {
  duty: (state: AccountState, { manager: key, kind, minutes }: Drawn, at: number) => {
    const until = minutes === null ? null : at + minutes * 60_000;
    setDuty(state, key, { duty: kind, until });
  },
  presence: (state: AccountState, { manager: key, flag }: Drawn) => setPresence(state, key, flag),
  blocked: (state: AccountState, { manager: key, flag, count }: Drawn) =>
    setBlocked(state, key, flag && count > 3),
  close: (state: AccountState, { manager: key, count }: Drawn) =>
    setOpenLeads(state, key, Math.max(0, openLeads(state, key) - count)),
  tasks: (state: AccountState, { manager: key, count }: Drawn) =>
    setOpenTasks(state, key, count - 1),
  gift: (state: AccountState, { manager: key, flag }: Drawn, at: number) => {
    if (flag) receiveByHand(state, { manager: key, at });
  },
  shares: (state: AccountState, { manager: key, count, flag, kind }: Drawn) => {
    const of = kind === "online" ? "outside" : "comfort";
    const weights = { [key]: count, vera: 1 };
    const figures = { won: count, received: 9, wins: count + 0.5, losses: 9.5, team: 0.1 };
    const bySource = flag ? { bySource: { [of]: { vera: count }, "": { [key]: 2 } } } : {};
    setShares(state, of, { weights, sales: { [key]: figures }, ...bySource });
  },
};

export const history = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 40 }), fc.oneof(arrival, arrival, release, signal)),
  // Long enough for limits to be reached, however fast-check likes to begin with little.
  { minLength: 20, maxLength: 150, size: "max" },
);
export type History = readonly (readonly [minutesLater: number, Happening])[];

/** Plays a history on the world and hands out every record with its request and the state before. */
export function play(
  events: History,
  seen: (record: DecisionRecord, request: DecisionRequest, before: AccountState) => void,
  program: Program = world,
): AccountState {
  const state = restore(program, emptySnapshot);
  let at = monday;
  for (const [index, [minutesLater, happen]] of events.entries()) {
    at += minutesLater * 60_000;
    const lead = happen(state, at);
    if (lead === null) continue;
    const request = { lead: `lead ${index}`, at, ...lead };
    const record = decide(program, state, request);
    seen(record, request, state);
    apply(state, record);
  }
  return state;
}
