import { existsSync } from "node:fs";
import { join } from "node:path";
import { createFlow } from "#flow/flow.ts";
import { createIntake } from "#flow/intake.ts";
import { answersOf } from "./answers.ts";
import { type ApiClient, apiClient, socketTransport, type Transport } from "./api-client.ts";
import { openBackend } from "./backend.ts";
import { createLog } from "./log.ts";
import { notifyOf } from "./notifying.ts";
import { Refusal } from "./refusal.ts";
import { demoDirectory, readSettings, type Settings } from "./settings.ts";
import { isAnswering, socketPathOf } from "./socket.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs a command over the API: of the running service where one answers at the data directory's
 * socket, otherwise in this process over the database itself. A demo keeps its data in a directory
 * below, and is looked for there.
 */
export async function withApi(
  options: { readonly data?: string },
  terminal: Terminal,
  work: (api: ApiClient) => Promise<number>,
): Promise<number> {
  const settings = readSettings(terminal.environment, options);
  const directories = [settings.data, demoDirectory(settings.data)];
  for (const path of directories.map(socketPathOf)) {
    if (path !== null && (await isAnswering(path))) return work(apiClient(socketTransport(path)));
  }
  if (settings.databaseUrl !== null) return workAlone(settings, work);
  const data = directories.find((directory) => existsSync(join(directory, "database")));
  if (data === undefined) {
    throw new Refusal(
      `There is no data in ${settings.data}. Start the service (\`smena serve\`), or give its directory with --data.`,
    );
  }
  return workAlone({ ...settings, data }, work);
}

async function workAlone(
  settings: Settings,
  work: (api: ApiClient) => Promise<number>,
): Promise<number> {
  const log = createLog(settings.logLevel ?? "warn");
  const address = () => `http://127.0.0.1:${settings.port}`;
  const backend = await openBackend({ settings, log, address });
  try {
    const flow = createFlow(backend.ports);
    const notify = notifyOf(flow, settings);
    const { local } = answersOf(backend, { flow, intake: createIntake(flow), notify }, settings);
    return await work(apiClient(transportTo(local)));
  } finally {
    await backend.database.close();
  }
}

function transportTo(application: {
  request(path: string, init: RequestInit): Response | Promise<Response>;
}): Transport {
  return async (method, path, body) => {
    const headers = { "content-type": "application/json" };
    const response = await application.request(path, {
      method,
      ...(body !== undefined && { body, headers }),
    });
    return { status: response.status, text: await response.text() };
  };
}
