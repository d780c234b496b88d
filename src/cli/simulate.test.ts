import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSimulate, type SimulateOptions } from "./simulate.ts";

const yaml = `
version: 1
account: { name: Shop, timezone: Asia/Tomsk, schedule: office }
schedules: { office: { weekly: { mon-fri: "09:00-18:00" } } }
managers: { anna: { name: Anna }, boris: { name: Boris } }
rules:
  - { name: Calls, if: { channel: call }, method: in_turn, members: [anna, boris], ledger: team }
  - { name: VIP, if: { tags: vip }, method: in_turn, members: [anna, boris], ledger: team }
`;

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "smena-simulate-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const lead = (time: string, id: string, more = "") =>
  `{"at":"2026-03-02T${time}+07:00","lead":"${id}","channel":"call"${more}}`;

interface Run {
  readonly config?: string;
  readonly events: string;
  readonly name?: string;
  readonly format?: SimulateOptions["format"];
  readonly out?: string;
  readonly seed?: number;
}

async function simulate({ config = yaml, events, name = "events.jsonl", ...over }: Run) {
  const stdout = new Collected();
  const stderr = new Collected();
  const code = await runSimulate(
    {
      config: file("config.yaml", config),
      events: file(name, events),
      seed: 0,
      format: "jsonl",
      ...over,
    },
    { stdout, stderr },
  );
  return { code, stdout: stdout.text, stderr: stderr.text.replaceAll(directory, "DIR") };
}

async function refusalOf(run: Run): Promise<string> {
  const error = await simulate(run).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "Refusal", exitCode: 2 });
  return (error as Error).message.replaceAll(directory, "DIR");
}

test("one line a decision, its keys in their order, times in the account's zone", async () => {
  const events = [
    '{"at":"2026-03-02T02:05:00.250Z","lead":"1","channel":"call"}',
    lead("17:00:00", "2").replace('"call"', '"other"'),
    lead("18:00:00", "3"),
  ].join("\n");
  const { code, stdout, stderr } = await simulate({ events });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.split("\n")).toEqual([
    '{"at":"2026-03-02T09:05:00.25+07:00","lead":"1","kind":"assigned","rule":"Calls","manager":"anna","cause":"new"}',
    '{"at":"2026-03-02T17:00:00+07:00","lead":"2","kind":"unmatched","rule":null,"manager":null,"cause":"new"}',
    '{"at":"2026-03-02T18:00:00+07:00","lead":"3","kind":"waiting","rule":"Calls","manager":null,"cause":"new","until":"2026-03-03T09:00:00+07:00"}',
    '{"at":"2026-03-03T09:00:00+07:00","lead":"3","kind":"assigned","rule":"Calls","manager":"boris","cause":"released"}',
    "",
  ]);
});

test("a lead that is given again is a line again, with its cause", async () => {
  const config = `
version: 1
account: { name: Test, timezone: Asia/Tomsk }
schedules:
  day: { weekly: { mon-fri: "09:00-18:00" } }
  late: { weekly: { mon-fri: "12:00-21:00" } }
managers: { anna: { schedule: day }, boris: { schedule: late } }
rules:
  - name: Calls
    members: [anna, boris]
    taken: { within: 15m }
    handover: { at_shift_end: all, return: true }
`;
  const told = (time: string, event: string) =>
    `{"at":"2026-03-02T${time}+07:00","event":"${event}","lead":"1"}`;
  const events = [
    lead("09:00:00", "1"),
    told("09:10:00", "taken"),
    lead("20:50:00", "2"),
    '{"at":"2026-03-03T10:00:00+07:00","event":"lost","lead":"1"}',
  ].join("\n");
  const { stdout, stderr } = await simulate({ config, events });
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toEqual([
    '{"at":"2026-03-02T09:00:00+07:00","lead":"1","kind":"assigned","rule":"Calls","manager":"anna","cause":"new"}',
    '{"at":"2026-03-02T18:00:00+07:00","lead":"1","kind":"assigned","rule":"Calls","manager":"boris","cause":"handover"}',
    '{"at":"2026-03-02T18:15:00+07:00","lead":"1","kind":"waiting","rule":"Calls","manager":null,"cause":"not_taken","until":"2026-03-03T09:00:00+07:00"}',
    '{"at":"2026-03-02T20:50:00+07:00","lead":"2","kind":"assigned","rule":"Calls","manager":"boris","cause":"new"}',
    '{"at":"2026-03-03T09:00:00+07:00","lead":"1","kind":"assigned","rule":"Calls","manager":"anna","cause":"released"}',
    '{"at":"2026-03-03T12:05:00+07:00","lead":"2","kind":"assigned","rule":"Calls","manager":"anna","cause":"not_taken"}',
  ]);
});

test("no events, no decisions", async () => {
  expect(await simulate({ events: "" })).toMatchObject({ code: 0, stdout: "" });
  expect(await simulate({ events: "\n\n", format: "json" })).toMatchObject({ stdout: "[]\n" });
});

test("`json` is the same lines as one array", async () => {
  const events = [lead("09:00:00", "1"), lead("09:01:00", "2")].join("\n");
  const lines = (await simulate({ events })).stdout.trimEnd().split("\n");
  const array: unknown = JSON.parse((await simulate({ events, format: "json" })).stdout);
  expect(array).toEqual(lines.map((line) => JSON.parse(line)));
});

test("`table` counts received and due, per rule and per shared ledger", async () => {
  const events = [
    lead("09:00:00", "1"),
    lead("09:01:00", "2"),
    lead("09:02:00", "3").replace('"call"', '"written","tags":["vip"]'),
    lead("09:03:00", "4").replace('"call"', '"other"'),
  ].join("\n");
  expect((await simulate({ events, format: "table" })).stdout.split("\n")).toEqual([
    "rule         manager  received   due  deviation",
    "Calls        anna            1  1.00       0.00",
    "Calls        boris           1  1.00       0.00",
    "VIP          anna            1  0.50      +0.50",
    "VIP          boris           0  0.50      -0.50",
    "ledger team  anna            2  1.50      +0.50",
    "ledger team  boris           1  1.50      -0.50",
    "",
    "assigned 3, made to wait 0, unmatched 1, left 0",
    "",
  ]);
});

test("`--out` writes the file and nothing to stdout", async () => {
  const events = lead("09:00:00", "1");
  const out = join(directory, "out.jsonl");
  const { stdout } = await simulate({ events, out });
  expect(stdout).toBe("");
  expect(readFileSync(out, "utf8")).toBe((await simulate({ events })).stdout);
});

test("a key that no rule can ask for is ignored, with one warning for each", async () => {
  const more = ',"contact":"77","colour":"red","__proto__":{"channel":"written"}';
  const events = [lead("09:00:00", "1", more), lead("09:01:00", "2", more)].join("\n");
  const { code, stdout, stderr } = await simulate({ events });
  expect([code, stdout.split("\n").length]).toEqual([0, 3]);
  expect(stderr).toBe(
    "DIR/events.jsonl: no rule can ask for `colour`; ignored.\nDIR/events.jsonl: no rule can ask for `__proto__`; ignored.\n",
  );
});

test("a lead that is reported twice is decided once", async () => {
  const events = [lead("09:00:00", "1"), lead("09:01:00", "1")].join("\n");
  const { stdout, stderr } = await simulate({ events });
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain("lead 1 came before");
});

test("a person who gives a lead on is respected, and it is said that no turn moves", async () => {
  const owner = '{"at":"2026-03-02T09:01:00+07:00","event":"owner","lead":"1","manager":"boris"}';
  const { stdout, stderr } = await simulate({ events: `${lead("09:00:00", "1")}\n${owner}` });
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain("lead 1 was given on by a person");
});

test("leads may come as CSV, from a spreadsheet too", async () => {
  const rows = (separator: string) =>
    [
      ["at", "lead", "channel", "tags", "form"],
      ["2026-03-02T09:00:00+07:00", "1", "call", "", '"say ""hi"", twice\nor thrice"'],
      ["2026-03-02T09:01:00+07:00", "2", "written", '"new;vip"', ""],
    ]
      .map((row) => row.join(separator))
      .join("\r\n");
  const comma = await simulate({ events: rows(","), name: "events.csv" });
  const semicolon = await simulate({ events: `\uFEFF${rows(";")}`, name: "EVENTS.CSV" });
  expect(comma.stdout.match(/"rule":"\w+"/g)).toEqual(['"rule":"Calls"', '"rule":"VIP"']);
  expect(semicolon.stdout).toBe(comma.stdout);
});

test.each<[string, string, Run]>([
  ["malformed JSON", "DIR/events.jsonl:2: The line is not JSON", { events: '\n{"at":' }],
  ["no object", "DIR/events.jsonl:1: The line is not a JSON object", { events: "[]" }],
  [
    "out of order",
    "DIR/events.jsonl:2: The line is of 2026-03-02T09:00:00+07:00, but an earlier one of 2026-03-02T09:01:00+07:00. Sort the file by time.",
    { events: [lead("09:01:00", "1"), lead("09:00:00", "2")].join("\n") },
  ],
  ["a time without a zone", "`at`", { events: '{"at":"2026-03-02T09:00:00","lead":"1"}' }],
  ["no lead", "`lead` is null", { events: '{"at":"2026-03-02T09:00:00Z"}' }],
  [
    "an unknown channel",
    "Use call, written or other",
    { events: lead("09:00:00", "1").replace("call", "fax") },
  ],
  ["a fact that is a map", "`price`", { events: lead("09:00:00", "1", ',"price":{}') }],
  [
    "an unknown event",
    "Use one of duty, presence",
    { events: '{"at":"2026-03-02T09:00:00Z","event":"hired","manager":"anna"}' },
  ],
  [
    "an unknown manager",
    "Use one of anna, boris",
    { events: '{"at":"2026-03-02T09:00:00Z","event":"duty","manager":"zoe","state":"online"}' },
  ],
  [
    "an unknown duty state",
    "online, paused or offline",
    { events: '{"at":"2026-03-02T09:00:00Z","event":"duty","manager":"anna","state":"away"}' },
  ],
  [
    "CSV without a column of leads",
    "DIR/e.csv:1: The header has no column `lead`",
    { events: "at,id\n", name: "e.csv" },
  ],
  [
    "CSV with an open quote",
    "DIR/e.csv:2: A quote that is opened on line 2",
    { events: 'at,lead\n"2026', name: "e.csv" },
  ],
  [
    "CSV with too many cells",
    "DIR/e.csv:2: The row has 3 cells",
    { events: "at,lead\n1,2,3\n", name: "e.csv" },
  ],
  [
    "a configuration with a mistake",
    "DIR/config.yaml:4:",
    { events: "", config: yaml.replace("weekly", "weakly") },
  ],
  [
    "what this version does not do",
    "The option `period` of the method `in_turn` is not available",
    { events: "", config: yaml.replace("in_turn", "in_turn, options: { period: day }") },
  ],
  ["an output that cannot be written", "Cannot write", { events: "", out: "/nowhere/out.jsonl" }],
])("%s: refused with the place and the remedy", async (_, message, run) => {
  expect(await refusalOf(run)).toContain(message);
});

test("an events file that is not there is named", async () => {
  const config = file("config.yaml", yaml);
  const terminal = { stdout: new Collected(), stderr: new Collected() };
  const run = runSimulate({ config, events: "none.jsonl", seed: 0, format: "jsonl" }, terminal);
  await expect(run).rejects.toThrow("Cannot read none.jsonl: there is no such file.");
});

test("the same bytes in any zone of the machine", () => {
  const times = ["02:30", "09:00", "17:59", "18:00", "23:59"];
  const events = file(
    "zones.jsonl",
    times.map((at, index) => lead(`${at}:00`, `${index}`)).join("\n"),
  );
  const options = { config: file("config.yaml", yaml), events, seed: 0, format: "jsonl" };
  const script = `import { runSimulate } from "./src/cli/simulate.ts"; await runSimulate(${JSON.stringify(options)}, process);`;
  const outputs = ["Asia/Tomsk", "UTC", "America/New_York"].map((TZ) =>
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    }),
  );
  expect(outputs[0]).toContain('"cause":"released"');
  expect(new Set(outputs).size).toBe(1);
});

test("the seed decides between equals, and nothing else", async () => {
  const events = Array.from({ length: 20 }, (_, index) => lead("09:00:00", `${index}`)).join("\n");
  const seeded = await Promise.all(
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 8].map((seed) => simulate({ events, seed })),
  );
  const [first, again, ...others] = seeded.map(({ stdout }) => stdout);
  expect(again).toBe(first);
  expect(others.some((output) => output !== first)).toBe(true);
});
