import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ofConfigurations } from "#test/support/worlds.ts";
import { type CheckOptions, runCheck } from "./check.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "smena-check-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function checked(text: string, over: Partial<CheckOptions> = {}) {
  const config = join(directory, "config.yaml");
  writeFileSync(config, text);
  const stdout = new Collected();
  const at = "2026-03-02T09:05:00+07:00";
  const code = await runCheck({ config, format: "json", at, lang: "en", ...over }, { stdout });
  return { code, text: stdout.text.replaceAll(directory, "DIR") };
}

const yaml = `
version: 1
account: { name: Shop, timezone: Asia/Tomsk }
managers: { anna: { name: Anna }, boris: { name: Boris } }
rules:
  - { name: Calls, if: { channel: call }, when: { days: mon-sat }, members: [anna, boris] }
  - { name: Letters, if: { channel: written }, members: [anna] }
`;
const clean = yaml.replace("when: { days: mon-sat }, ", "");

test("nothing found is an empty array, or a line that says so", async () => {
  expect(await checked(clean)).toEqual({ code: 0, text: "[]\n" });
  expect(await checked(clean, { format: "text" })).toEqual({
    code: 0,
    text: "DIR/config.yaml: nothing found.\n",
  });
});

test("warnings leave the exit code 0: one array of findings, or a line each", async () => {
  const { code, text } = await checked(yaml);
  expect(code).toBe(0);
  expect(JSON.parse(text)).toEqual([
    {
      severity: "warning",
      code: "uncovered_time",
      rule: null,
      from: "2026-03-08T00:00:00+07:00",
      to: "2026-03-09T00:00:00+07:00",
      example: { at: "2026-03-08T00:00:00+07:00", lead: "example", channel: "call" },
      message: "No rule takes calls on Sundays around the clock.",
    },
  ]);
  expect(await checked(yaml, { format: "text", lang: "ru" })).toEqual({
    code: 0,
    text:
      "DIR/config.yaml: warning uncovered_time: Ни один шаблон не берёт звонки по воскресеньям круглосуточно. " +
      'Example: {"at":"2026-03-08T00:00:00+07:00","lead":"example","channel":"call"}\n',
  });
});

test("errors come first, with line and column, and make the exit code 1", async () => {
  const { code, text } = await checked(yaml.replace("members: [anna]", "members: [anna, vera]"));
  expect(code).toBe(1);
  expect(text.split("\n").slice(1, 2)).toEqual([
    '{"severity":"error","code":"unknown_reference","rule":"Letters","from":null,"to":null,"example":null,' +
      '"message":"Line 7, column 64: There is no manager \\"vera\\". Add it under `managers:`."},',
  ]);
  expect(JSON.parse(text)).toHaveLength(2);
});

test("a configuration with errors is looked at for warnings all the same", async () => {
  const office = 'schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }';
  const late = "{ name: Late, members: [clara], otherwise: { on_duty: nobody } }";
  const { code, text } = await checked(
    `${clean.replace("boris: {", "clara: { schedule: office }, boris: {")}  - ${late}\n${office}\n`,
  );
  expect(code).toBe(1);
  expect((JSON.parse(text) as { code: string }[]).map((finding) => finding.code)).toEqual([
    "unknown_reference",
    "nobody_scheduled",
    "nobody_scheduled",
  ]);
});

test("what this version does not do is an error of its own", async () => {
  const { code, text } = await checked(
    `${clean}  - { name: Rest, method: tiers, options: { inside: adaptive }, members: [anna] }\n`,
  );
  expect(code).toBe(1);
  expect(JSON.parse(text)).toMatchObject([
    { severity: "error", code: "unsupported", rule: "Rest" },
  ]);
});

test.each([
  ["account: [", "config.yaml:1:11"],
  [yaml.replace("members: [anna]", "membres: [anna]"), "members"],
  [yaml.replace("mon-sat", "someday"), "someday"],
])("only a file that cannot be read or has a wrong shape is refused", async (text, word) => {
  await expect(checked(text)).rejects.toMatchObject({
    name: "Refusal",
    exitCode: 2,
    message: expect.stringContaining(word),
  });
});

test("a moment that is none is refused", async () => {
  await expect(checked(clean, { at: "tomorrow" })).rejects.toMatchObject({ exitCode: 2 });
});

/** A sound configuration as a plain object, of some size. */
const sound = fc.record({
  managers: fc.integer({ min: 2, max: 5 }),
  rules: fc.integer({ min: 1, max: 5 }),
});

interface Rule {
  readonly [key: string]: unknown;
  readonly name: string;
}

function document(size: { readonly managers: number; readonly rules: number }) {
  const keys = Array.from({ length: size.managers }, (_, place) => `m${place}`);
  const rules: readonly Rule[] = Array.from({ length: size.rules }, (_, place) => ({
    name: `rule ${place}`,
    if: { source: `site ${place}` },
    members: keys,
  }));
  return {
    version: 1,
    account: { name: "Shop", timezone: "Asia/Tomsk" } as object,
    groups: { empty: {} },
    managers: Object.fromEntries(keys.map((key) => [key, { group: "sales" } as object])),
    schedules: { free: { free: true } },
    rules: [...rules, { name: "rest", members: ["group:sales"] } as Rule],
  };
}

type Document = ReturnType<typeof document>;
type Breaking = (whole: Document, place: number) => Document;

const inRule =
  (broken: object, rule: (place: number) => object = () => broken): Breaking =>
  (whole, place) => ({
    ...whole,
    rules: whole.rules.with(place, { ...whole.rules[place], ...rule(place) } as Rule),
  });
const inManager =
  (broken: object): Breaking =>
  (whole) => ({ ...whole, managers: { ...whole.managers, m0: broken } });

const breakings: readonly (readonly [string, Breaking])[] = [
  ["unknown_reference", inRule({ members: ["m0", "nobody"] })],
  ["unknown_reference", inRule({ members: { nobody: 2, m1: 1 } })],
  ["unknown_reference", inRule({ members: ["m0", "group:nowhere"] })],
  ["unknown_reference", inRule({ otherwise: { on_duty: "nobody" } })],
  ["unknown_reference", inManager({ schedule: "nights" })],
  [
    "unknown_reference",
    inManager({ deputy: { who: "nobody", from: "2026-01-01", to: "2026-01-02" } }),
  ],
  [
    "unknown_reference",
    (whole) => ({ ...whole, account: { ...whole.account, schedule: "nights" } }),
  ],
  ["percent_sum", inRule({ method: "percent", members: { m0: 50, m1: 49.99 } })],
  ["percent_sum", inRule({ method: "percent", members: { m0: 100, m1: 0.01 } })],
  ["percent_sum", inRule({ method: "percent", members: { m0: 60, m1: 60 } })],
  ["empty_rule", inRule({ members: [] })],
  ["empty_rule", inRule({ members: undefined })],
  ["empty_rule", inRule({ members: ["group:empty"] })],
  ["empty_rule", inRule({ method: "priority", members: { m0: 0, m1: 0 } })],
];

test.each(["unknown_reference", "percent_sum", "empty_rule"])(
  "%s planted anywhere is the one error found, with its place",
  async (planted) => {
    const breaking = fc.constantFrom(...breakings.filter(([code]) => code === planted));
    await fc.assert(
      fc.asyncProperty(sound, breaking, fc.nat(), async (size, [, breakIt], seat) => {
        const whole = document(size);
        expect(await checked(JSON.stringify(whole, null, 2))).toEqual({ code: 0, text: "[]\n" });
        const broken = breakIt(whole, seat % whole.rules.length);
        const { code, text } = await checked(JSON.stringify(broken, null, 2));
        const errors = (
          JSON.parse(text) as { severity: string; code: string; message: string }[]
        ).filter(({ severity }) => severity === "error");
        expect([code, errors.map((error) => error.code)]).toEqual([1, [planted]]);
        expect(errors[0]?.message).toMatch(/^Line \d+, column \d+: /);
      }),
      ofConfigurations.parameters,
    );
  },
  ofConfigurations.timeout,
);
