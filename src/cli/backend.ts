import { randomUUID } from "node:crypto";
import { createLive, type Live } from "#api/live.ts";
import { amocrm } from "#crm/amocrm/adapter.ts";
import { readConfiguration } from "#document/read.ts";
import type { Clock, FlowPorts, Log } from "#flow/ports.ts";
import { migrate } from "#store/migrate.ts";
import { type Database, openDatabase } from "#store/open-database.ts";
import { loadKey, secretBox } from "#store/secret-box.ts";
import { spoolIn } from "#store/spool.ts";
import { oldestUndecidedAt } from "#store/undecided.ts";
import { hookAddressOf } from "./hook-address.ts";
import { createMetrics } from "./metrics.ts";
import type { Settings } from "./settings.ts";

/** Everything that the use cases lean on, opened: what a service and a lone command both need. */
export interface Backend {
  readonly database: Database;
  readonly ports: FlowPorts;
  readonly live: Live;
  readonly metrics: ReturnType<typeof createMetrics>;
}

/** What the process is surrounded by, as far as it can be another. */
export type Surroundings = Partial<Pick<FlowPorts, "clock" | "connect">>;

export interface BackendOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** The address at which a CRM on this machine reaches the service; asked for when it is needed. */
  readonly address: () => string;
  readonly ports?: Surroundings;
}

/** @throws StoreProblem where the database or the key cannot be used */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { settings, log, address, ports: given } = options;
  const clock = given?.clock ?? machineClock;
  const { data, databaseUrl } = settings;
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { directory: data });
  try {
    const secrets = secretBox(await loadKey(data, settings.key));
    await migrate(database);
    const live = createLive();
    const metrics = createMetrics({
      async undecidedSeconds() {
        const at = await oldestUndecidedAt(database.kysely);
        return at === null ? 0 : (clock.now() - at) / 1_000;
      },
    });
    const ports: FlowPorts = {
      database,
      clock,
      log,
      metrics,
      live,
      spool: spoolIn(data),
      secrets,
      // The directory's lock lets one process in, so what its predecessor held is its own at once.
      worker: database.kind === "embedded" ? "embedded" : randomUUID(),
      connect: given?.connect ?? ((login) => amocrm(login)),
      parse,
      hookAddress: hookAddressOf({ publicUrl: settings.publicUrl, local: address }),
    };
    return { database, ports, live, metrics };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const machineClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, TIMER_MS_MAX));
    return () => clearTimeout(timer);
  },
};
/** Node's timers hold 31 bits and fire at once beyond them; whoever is woken early looks again. */
const TIMER_MS_MAX = 2 ** 31 - 1;

function parse(text: string) {
  const reading = readConfiguration(text);
  if (reading.ok) return reading.configuration;
  throw new Error("A configuration that was accepted can no longer be read", {
    cause: reading.issues,
  });
}
