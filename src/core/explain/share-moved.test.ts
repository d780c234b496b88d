import { expect, test } from "vitest";
import type { AdaptiveEvidence, ConversionEvidence } from "#core/conversion/evidence.ts";
import type { MoveCode } from "#core/conversion/movement.ts";
import { movedParts } from "./share-moved.ts";

const counts = { open: 0, won: 0, lost: 0, missed: 0, junk: 0 };

const counted = (anna: readonly [number, number], others: readonly [number, number]) =>
  ({
    method: "conversion",
    members: [
      { manager: "anna", ...counts, won: anna[0], lost: anna[1], floor: 0.15 },
      { manager: "boris", ...counts, won: others[0], lost: others[1], floor: 0.15 },
    ],
  }) satisfies ConversionEvidence;

const adaptive = (more: Partial<AdaptiveEvidence> = {}, anna: object = {}): AdaptiveEvidence => ({
  method: "adaptive",
  at: 0,
  arrivals: 500,
  loadCurve: true,
  seed: 0,
  members: ["anna", "boris"].map((manager) => ({
    manager,
    ...counts,
    ...{
      floor: 0.15,
      ceiling: 2,
      isNew: false,
      exposure: [],
      sales: [],
      comfort: 40,
      elsewhere: 5,
    },
    ...(manager === "anna" ? anna : {}),
  })),
  ...more,
});

const told = (
  code: MoveCode,
  by: number,
  between: Parameters<typeof movedParts>[1],
): readonly (string | undefined)[] => {
  const movement = { manager: "anna", from: 0.5, to: 0.5 + by, because: [{ code, by }] };
  return (["ru", "en"] as const).map((lang) => movedParts(movement, between, lang)[0]?.sentence);
};

test.each<[string, number, ConversionEvidence, readonly [string, string]]>([
  [
    "his own sales",
    0.009,
    counted([4, 20], [5, 20]),
    ["+0,9 п.п.: 3 продажи, 10 новых сделок", "+0.9 pp: 3 sales, 10 new leads"],
  ],
  [
    "his own leads that did not sell",
    -0.004,
    counted([1, 14], [5, 20]),
    ["−0,4 п.п.: 1 новая сделка", "−0.4 pp: 1 new lead"],
  ],
  [
    "the others' sales alone",
    -0.012,
    counted([1, 13], [7, 21]),
    [
      "−1,2 п.п.: у остальных 2 продажи, 3 новые сделки",
      "−1.2 pp: the others: 2 sales, 3 new leads",
    ],
  ],
  [
    "a sale that was less than the others made",
    -0.012,
    counted([2, 13], [9, 20]),
    [
      "−1,2 п.п.: 1 продажа, 1 новая сделка; у остальных 4 продажи, 4 новые сделки",
      "−1.2 pp: 1 sale, 1 new lead; the others: 4 sales, 4 new leads",
    ],
  ],
  [
    "a sale that is none any more",
    -0.02,
    counted([0, 14], [5, 20]),
    ["−2,0 п.п.: на 1 продажу меньше", "−2.0 pp: 1 sale fewer"],
  ],
  [
    "leads that count no more",
    0.02,
    counted([1, 8], [2, 8]),
    [
      "+2,0 п.п.: 5 сделок больше не в счёт; у остальных на 3 продажи меньше, 15 сделок больше не в счёт",
      "+2.0 pp: 5 leads counted no more; the others: 3 sales fewer, 15 leads counted no more",
    ],
  ],
  [
    "nothing but time",
    0.002,
    counted([1, 13], [5, 20]),
    ["+0,2 п.п.: сделки стали старше", "+0.2 pp: leads have grown older"],
  ],
])("%s", (_, ...[by, after, sentences]) => {
  expect(told("evidence", by, { before: counted([1, 13], [5, 20]), after })).toEqual(sentences);
});

test.each<[string, number, AdaptiveEvidence, readonly [string, string]]>([
  [
    "another comfortable rate",
    -0.03,
    adaptive({}, { comfort: 25 }),
    [
      "−3,0 п.п.: удобно теперь 25 в месяц (было 40)",
      "−3.0 pp: 25 a month are comfortable now (40 before)",
    ],
  ],
  [
    "more of other rules",
    -0.01,
    adaptive({}, { elsewhere: 12 }),
    ["−1,0 п.п.: вне шаблона теперь 12 в месяц", "−1.0 pp: 12 leads a month come otherwise now"],
  ],
  [
    "more leads for all",
    -0.01,
    adaptive({ arrivals: 600 }),
    [
      "−1,0 п.п.: сделок больше: 600 в месяц на всех",
      "−1.0 pp: more leads come: 600 a month for all",
    ],
  ],
  [
    "fewer leads for all",
    0.01,
    adaptive({ arrivals: 300 }),
    [
      "+1,0 п.п.: сделок меньше: 300 в месяц на всех",
      "+1.0 pp: fewer leads come: 300 a month for all",
    ],
  ],
  [
    "the load curve switched off",
    0.04,
    adaptive({ loadCurve: false }),
    ["+4,0 п.п.: нагрузка больше не учитывается", "+4.0 pp: load counts no more"],
  ],
  [
    "shares by source",
    0.01,
    adaptive({ sources: [] }),
    [
      "+1,0 п.п.: доли теперь свои по источникам",
      "+1.0 pp: every source has shares of its own now",
    ],
  ],
  [
    "what others carry",
    0.01,
    adaptive(),
    ["+1,0 п.п.: нагрузка команды", "+1.0 pp: the team's load"],
  ],
])("load: %s", (_, ...[by, after, sentences]) => {
  expect(told("load", by, { before: adaptive(), after })).toEqual(sentences);
});

test("load: what is assumed to be comfortable is told as such", () => {
  const between = { before: adaptive(), after: adaptive({}, { comfort: 30 }) };
  expect(told("load", -0.01, { ...between, assumed: new Set(["anna"]) })).toEqual([
    "−1,0 п.п.: принято удобным 30 в месяц (было 40)",
    "−1.0 pp: 30 a month are assumed comfortable (40 before)",
  ]);
});

test.each<[MoveCode, string, string]>([
  ["team", "+1,0 п.п.: изменился состав команды", "+1.0 pp: the team has changed"],
  ["floor", "+1,0 п.п.: изменились границы долей", "+1.0 pp: the bounds of shares have changed"],
  ["ceiling", "+1,0 п.п.: изменились границы долей", "+1.0 pp: the bounds of shares have changed"],
  ["ramp", "+1,0 п.п.: ввод новичка", "+1.0 pp: somebody new is being brought in"],
  ["method", "+1,0 п.п.: у шаблона другой алгоритм", "+1.0 pp: the rule has another method"],
])("%s", (code, ru, en) => {
  expect(told(code, 0.01, { before: adaptive(), after: adaptive() })).toEqual([ru, en]);
});
