import { RunningSandbox } from "./running-sandbox.ts";
import type { Sandbox } from "./sandbox.ts";
import { type AccountSeed, readSeeds } from "./seed.ts";

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly accounts: readonly AccountSeed[];
  /** Of each account's integration; amoCRM allows 7. `Infinity`: no limit. */
  readonly requestsPerSecond?: number;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  readonly log?: (line: string) => void;
}

const amoRequestsPerSecond = 7;

/** Starts a local amoCRM. Rejects with a remedy when the port is taken or a seed cannot be read. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const perSecond = options.requestsPerSecond ?? amoRequestsPerSecond;
  const sandbox = new RunningSandbox({
    host: options.host ?? "127.0.0.1",
    seeds: readSeeds(options.accounts),
    requestsPerSecond: Number.isFinite(perSecond) ? perSecond : null,
    clock: options.clock ?? Date.now,
    log: options.log ?? (() => undefined),
  });
  await sandbox.listen(options.port);
  return sandbox;
}
