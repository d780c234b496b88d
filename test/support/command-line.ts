/** The `smena` command as its users meet it: a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

function start(args: readonly string[], environment: Environment): ChildProcess {
  const { PATH = "" } = process.env;
  return spawn(process.execPath, ["src/main.ts", ...args], {
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a command to its end. */
export async function smena(
  args: readonly string[],
  environment: Environment = {},
): Promise<Finished> {
  const child = start(args, environment);
  const [stdout, stderr, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    ended(child),
  ]);
  return { code, stdout, stderr };
}

export interface Served {
  /** The line on stdout that says where it is. */
  readonly line: string;
  /** Its first address. */
  readonly url: string;
  readonly pid: number;
  /** What it has written to stderr, once it has ended. */
  readonly stderr: Promise<string>;
  /** Asks it to end. @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a command that serves, and waits until it says that it is ready. */
export async function serve(args: readonly string[], environment: Environment): Promise<Served> {
  const child = start(args, environment);
  const stderr = collect(child.stderr);
  const code = ended(child);
  if (child.stdout === null) throw new Error("stdout is a pipe");
  const lines = createInterface({ input: child.stdout });
  const first = lines[Symbol.asyncIterator]().next();
  const line = await Promise.race([first, code.then(() => null)]);
  if (line === null || line.done) throw new Error(`it ended with ${await code}: ${await stderr}`);
  const [url = ""] = /http:\/\/[^\s)]+/.exec(line.value) ?? [];
  return {
    line: line.value,
    url,
    pid: child.pid ?? 0,
    stderr,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return code;
    },
  };
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("close", resolve));

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
