import fc from "fast-check";
import { expect, test } from "vitest";
import type { Receipt } from "#core/decision.ts";
import { Receipts, seriesOf } from "./receipts.ts";

const LOOKBACK = 1_000;
const series = [
  seriesOf.manager("anna"),
  seriesOf.manager("boris"),
  seriesOf.member("R", "anna"),
  seriesOf.rule("R"),
];

const receipt: fc.Arbitrary<Omit<Receipt, "at">> = fc.record({
  manager: fc.constantFrom("anna", "boris", "vera"),
  rule: fc.constantFrom("R", "S", null),
});
const history = fc.array(fc.tuple(receipt, fc.integer({ min: -5, max: 30 }), fc.boolean()), {
  maxLength: 1_200,
  size: "max",
});

function isCounted(name: string, { manager, rule }: Receipt): boolean {
  if (name === seriesOf.manager(manager)) return true;
  return rule !== null && (name === seriesOf.member(rule, manager) || name === seriesOf.rule(rule));
}

test("counts are those of a plain list, whatever is taken back, forgotten or comes a little late", () => {
  fc.assert(
    fc.property(history, (events) => {
      const receipts = new Receipts(LOOKBACK, new Set(series));
      const plain: Receipt[] = [];
      let at = 0;
      for (const [what, later, back] of events) {
        at += later;
        const one = { ...what, at };
        if (back && plain.length > 0)
          receipts.remove(plain.splice(plain.length >> 1, 1)[0] as Receipt);
        receipts.add(one);
        plain.push(one);
      }
      for (const name of series) {
        const counted = plain.filter((one) => isCounted(name, one)).map((one) => one.at);
        const since = at - LOOKBACK + 40;
        const young = counted.filter((one) => one >= since).sort((one, other) => one - other);
        expect(receipts.countSince(name, since)).toBe(young.length);
        if (young.length > 0) expect(receipts.nthLast(name, young.length)).toBe(young[0]);
      }
    }),
    { numRuns: 20 },
  );
});

test("what nobody can count any more is forgotten", () => {
  const receipts = new Receipts(LOOKBACK, new Set(series));
  for (let at = 0; at < 100_000; at += 10) receipts.add({ manager: "anna", rule: "R", at });
  expect(receipts.log.length).toBeLessThan(1_000);
  expect(receipts.countSince(seriesOf.rule("R"), 0)).toBeLessThan(1_000);
});

test("where nothing is limited nothing is kept", () => {
  const receipts = new Receipts(0, new Set());
  receipts.add({ manager: "anna", rule: "R", at: 1 });
  expect(receipts.log).toEqual([]);
});

test("counting anew begins with nothing", () => {
  const receipts = new Receipts(LOOKBACK, new Set(series));
  receipts.add({ manager: "anna", rule: "R", at: 1 });
  receipts.clear();
  expect([receipts.log, receipts.countSince(seriesOf.rule("R"), 0)]).toEqual([[], 0]);
});
