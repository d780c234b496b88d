import { makeSetupCode } from "#api/setup-code.ts";
import { createFlow, type Flow } from "#flow/flow.ts";
import { startNotifying } from "#flow/notify.ts";
import type { Live, Log } from "#flow/ports.ts";
import { startFlow } from "#flow/service.ts";
import { type Answers, answersOf, type Running } from "./answers.ts";
import { type Backend, openBackend, type Surroundings } from "./backend.ts";
import { closedGate } from "./gate.ts";
import { type Listener, listen, portRefusal } from "./listen.ts";
import { notifyOf } from "./notifying.ts";
import type { Settings } from "./settings.ts";
import { removeStale, socketPathOf } from "./socket.ts";

export interface ServiceOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** The network address to listen at; all of the machine's where not given. */
  readonly host?: string;
  /** What must stand before the first work is done, such as an account's new token. */
  readonly prepare?: (flow: Flow) => Promise<void>;
  /** In place of the machine's clock and of amoCRM as it is reached from here. */
  readonly ports?: Surroundings;
}

export interface Service {
  /** Where a browser on this machine finds the screens. */
  readonly url: string;
  readonly flow: Flow;
  /** With which the first administrator is created; null: there is one. */
  readonly setupCode: string | null;
  /** Ends running requests and work in an orderly way. */
  close(): Promise<void>;
}

const GRACE_MS = 5_000;

/**
 * Starts the service: the port first, then the database, then the work.
 *
 * @throws Refusal where the port cannot be had, StoreProblem where the database cannot
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, log, host, ports = {} } = options;
  const gate = closedGate();
  const { port } = settings;
  const place = { port, ...(host !== undefined && { host }) };
  const network = await listen(gate.fetch, place).catch((error: unknown) => {
    throw portRefusal(error, port, "give another with --port");
  });
  const url = `http://127.0.0.1:${network.port}`;
  const undo: (() => Promise<void>)[] = [() => network.close(GRACE_MS)];
  try {
    const backend = await openBackend({ settings, log, address: () => url, ports });
    undo.unshift(() => backend.database.close());
    await options.prepare?.(createFlow(backend.ports));
    const running = startWork(backend, settings);
    undo.unshift(() => running.close());
    const answers = answersOf(backend, running, settings);
    gate.open(answers.network.fetch);
    const setupCode = await makeSetupCode(backend.database.kysely);
    const local = await listenLocally(answers, { settings, log });
    const close = () => closeInOrder({ backend, listeners: [network, ...local], running });
    return { url, flow: running.flow, setupCode, close };
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** Deciding and telling, each beside the other: whoever has something to tell wakes the notifier. */
function startWork({ ports, live }: Backend, settings: Settings): Running & Ending {
  let look: () => void = () => undefined;
  const waking: Live = {
    publish(account, event) {
      live.publish(account, event);
      if (event.kind !== "notice") look();
    },
  };
  const running = startFlow({ ...ports, live: waking });
  const { flow, intake } = running;
  const notify = notifyOf(flow, settings);
  const notifier = startNotifying(notify);
  look = () => notifier.look();
  const close = async () => {
    await running.close();
    await notifier.close();
  };
  return { flow, intake, notify, close };
}

interface Ending {
  close(): Promise<void>;
}

/** The command line's socket. Without one the service still serves; commands then need it stopped. */
async function listenLocally(
  { local }: Answers,
  { settings, log }: { settings: Settings; log: Log },
): Promise<readonly Listener[]> {
  const path = socketPathOf(settings.data);
  if (path === null) {
    log.warn(
      {},
      "the data directory's path is too long for a socket: commands need a stopped service",
    );
    return [];
  }
  await removeStale(path);
  try {
    return [await listen(local.fetch, { path })];
  } catch (error) {
    log.warn({ err: error }, "no socket for commands: another service of this directory has it");
    return [];
  }
}

interface Closing {
  readonly backend: Backend;
  readonly listeners: readonly Listener[];
  readonly running: Ending;
}

/** New requests are refused first, then the work ends, and what all of them lean on goes last. */
async function closeInOrder({ backend, listeners, running }: Closing): Promise<void> {
  backend.live.close();
  await Promise.all(listeners.map((listener) => listener.close(GRACE_MS)));
  await running.close();
  await backend.database.close();
}
