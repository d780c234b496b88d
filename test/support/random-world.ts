/** Random rules, windows and shifts, and leads that tell all of their conditions apart. */
import fc from "fast-check";
import type { Configuration } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";
import { configurationOf } from "./checked-world.ts";

/** Between them these tell every test apart that the conditions below can make. */
export const leads: readonly Facts[] = ["call", "written", "other"].flatMap((channel) =>
  [undefined, "site", "shop", "fair", "online shop", "online", "soap", "bookshop"].flatMap(
    (source) =>
      [undefined, 50, 100, 150, 200, 250].flatMap((price) =>
        [undefined, ["vip"], ["old"], ["vip", "old"], ["new"]].map((tags) => ({
          channel,
          ...(source === undefined ? {} : { source }),
          ...(price === undefined ? {} : { price }),
          ...(tags === undefined ? {} : { tags }),
        })),
      ),
  ),
);

export const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const simple = fc.oneof(
  fc.record({ channel: oneOf<unknown>("call", "written", ["call", "written"], { not: "call" }) }),
  fc.record({
    source: oneOf<unknown>(
      "site",
      "shop",
      ["site", "shop"],
      { not: "site" },
      { empty: true },
      { empty: false },
      { starts: "s" },
      { contains: "shop" },
      { matches: "^(on|s)" },
    ),
  }),
  fc.record({
    price: oneOf<unknown>(
      { lt: 100 },
      { gte: 100 },
      { between: [100, 200] },
      { gt: 100, lt: 200 },
      { lte: 200 },
      { not: 100 },
    ),
  }),
  fc.record({ tags: oneOf<unknown>("vip", ["vip", "old"], { not: "vip" }, { empty: true }) }),
);
export const conditions = fc.oneof(
  { weight: 3, arbitrary: simple },
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(simple, simple)
      .map(([one, other]) => ({ ...one, ...other }) as Record<string, unknown>),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneOf("any", "none", "all"), fc.array(simple, { minLength: 1, maxLength: 3 }))
      .map(([group, of]) => ({ [group]: of })),
  },
);
const hour = fc.integer({ min: 0, max: 23 }).map((one) => `${String(one).padStart(2, "0")}:00`);
export const range = fc.tuple(hour, hour).map(([from, to]) => `${from}-${to}`);
const window = fc.record({ days: oneOf("mon-fri", "sat,sun", "mon-sun", "wed"), time: range });
const when = fc.option(fc.oneof(window, fc.array(window, { minLength: 1, maxLength: 3 })), {
  nil: undefined,
  freq: 2,
});
const rule = fc.record({
  if: conditions,
  when,
  mode: oneOf("live", "live", "live", "draft"),
  members: fc.uniqueArray(oneOf("anna", "boris", "anna", "boris", "vera", "gleb"), {
    minLength: 1,
    maxLength: 3,
  }),
  availability: oneOf(undefined, undefined, ["duty"], ["schedule"]),
  otherwise: oneOf<unknown>(
    "wait",
    "wait",
    "next_rule",
    "next_rule",
    "leave",
    { on_duty: "vera" },
    { wait: { at_most: "1h" } },
  ),
});
/** Random rules over random shifts. */
export const randomWorld = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
  anna: range,
  boris: fc.array(range, { minLength: 1, maxLength: 1 }),
});

/** The configuration of a random world. */
export function randomConfiguration({
  rules,
  anna,
  boris,
}: typeof randomWorld extends fc.Arbitrary<infer World> ? World : never): Configuration {
  return configurationOf({
    timezone: "Asia/Tomsk",
    schedules: {
      anna: { weekly: { "mon-fri": anna } },
      boris: { weekly: { "mon-sun": boris } },
      free: { free: true },
    },
    managers: {
      anna: { schedule: "anna" },
      boris: { schedule: "boris" },
      vera: { schedule: "free" },
      gleb: {},
    },
    rules,
  });
}
