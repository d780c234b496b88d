/**
 * A million leads through `smena simulate`, as somebody at a terminal runs it: a process of its own,
 * from its start to its end, with its peak of memory. Beside it, in the same run, a bare loop that
 * reads the same lines, parses each and writes it out again: what reading and writing alone cost.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { linesOf } from "#document/lines.ts";
import { randomFrom } from "#sim/random.ts";
import { figure, median, reportOf, secondsOf } from "./report.ts";

const LEADS = 1_000_000;
const ROUNDS = 3;
const SEED = 1;
const YEAR_MS = 365 * 86_400_000;
const start = Date.parse("2026-01-01T00:00:00Z");

const sources = ["Сайт", "Авито", "Telegram", "Почта", "Выставка", "Рекомендация"];
const managers = Array.from({ length: 14 }, (_, index) => `manager${index + 1}`);
const [day, night] = [managers.slice(0, 10), managers.slice(10)];

const configuration = `version: 1
account: { name: Replay, timezone: Asia/Tomsk }
managers:
${day.map((name) => `  ${name}: { schedule: office }`).join("\n")}
${night.map((name) => `  ${name}: { schedule: rota }`).join("\n")}
schedules:
  office: { weekly: { mon-fri: ["09:00-13:00", "14:00-18:00"], sat: "10:00-16:00" } }
  rota: { cycle: { days: ["20:00-08:00", "20:00-08:00", off, off], from: 2026-01-01 } }
rules:
${sources
  .slice(0, 4)
  .map(
    (source, index) => `  - name: ${source}
    if: { source: ${source} }
    when: { days: mon-sat, time: "09:00-18:00" }
    method: priority
    members: { ${day.map((name, place) => `${name}: ${1 + ((place + index) % 5)}`).join(", ")} }
    otherwise: next_rule`,
  )
  .join("\n")}
  - { name: Дорогие, if: { price: { gte: 90000 } }, method: in_turn, members: [manager1, manager2] }
  - { name: Звонки, if: { channel: call }, method: in_turn, members: [${managers.join(", ")}] }
  - { name: Остальные, method: percent, members: { ${managers
    .map((name, index) => `${name}: { percent: ${index < 2 ? 8 : 7} }`)
    .join(", ")} } }
`;

function* leadLines(): Generator<string> {
  const random = randomFrom(SEED);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  for (let lead = 0; lead < LEADS; lead += 1) {
    const at = new Date(start + Math.floor((lead * YEAR_MS) / LEADS)).toISOString();
    const channel = pick(["call", "written", "other"]);
    const price = Math.round(random() * 100_000);
    yield `${JSON.stringify({ at, lead: String(100_000 + lead), channel, source: pick(sources), price })}\n`;
  }
}

interface Run {
  /** From start to end, by the clock on the wall. */
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakMb: number;
}

/** Tells on the fourth channel of a process what it has used when it ends. */
const teller = `data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,JSON.stringify(process.resourceUsage())))`;

async function simulate(directory: string): Promise<Run> {
  const [config, events, out] = ["rules.yaml", "leads.jsonl", "decisions.jsonl"].map((name) =>
    join(directory, name),
  ) as [string, string, string];
  const from = performance.now();
  const command = ["simulate", "--config", config, "--events", events, "--out", out];
  const child = spawn(process.execPath, ["--import", teller, "src/main.ts", ...command], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const told = text(child.stdio[3] as Readable);
  const [exitCode] = await once(child, "exit");
  if (exitCode !== 0) throw new Error(`simulate ended with ${exitCode}`);
  const seconds = (performance.now() - from) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(await told) as NodeJS.ResourceUsage;
  const processorSeconds = secondsOf({ user: userCPUTime, system: systemCPUTime });
  return { seconds, processorSeconds, peakMb: maxRSS / 1024 };
}

/** Seconds of processor time. */
async function parseAndWrite(directory: string): Promise<number> {
  const from = process.cpuUsage();
  await pipeline(
    createReadStream(join(directory, "leads.jsonl"), "utf8"),
    linesOf,
    async function* (batches) {
      for await (const lines of batches) {
        yield lines.map((line) => `${JSON.stringify(JSON.parse(line.text))}\n`).join("");
      }
    },
    createWriteStream(join(directory, "bare.jsonl")),
  );
  return secondsOf(process.cpuUsage(from));
}

async function measure(directory: string): Promise<void> {
  await writeFile(join(directory, "rules.yaml"), configuration);
  await pipeline(leadLines, createWriteStream(join(directory, "leads.jsonl")));
  const runs: Run[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await parseAndWrite(directory));
    runs.push(await simulate(directory));
  }
  const decided = (await readFile(join(directory, "decisions.jsonl"), "utf8")).split("\n").length;
  const seconds = median(runs.map((run) => run.seconds));
  const processorSeconds = median(runs.map((run) => run.processorSeconds));
  const peakMb = Math.max(...runs.map((run) => run.peakMb));
  const report = reportOf(`replay, ${figure(LEADS, "leads")}, seed ${SEED}, median of ${ROUNDS}`);
  report.add("simulate, start to end", `${seconds.toFixed(1)} s`, "<= 12 s");
  report.add("  processor time", `${processorSeconds.toFixed(1)} s`, "");
  report.add(
    "    of parsing and writing the same lines",
    ratio(processorSeconds, median(bare)),
    "",
  );
  report.add("  peak of resident memory", figure(peakMb, "MB"), "<= 500 MB");
  report.add("  decisions written", figure(decided - 1, "lines"), "");
  report.print();
}

const ratio = (seconds: number, of: number): string =>
  `${(seconds / of).toFixed(1)} times ${of.toFixed(1)} s`;

const directory = await mkdtemp(join(tmpdir(), "smena-replay-"));
try {
  await measure(directory);
} finally {
  await rm(directory, { recursive: true });
}
