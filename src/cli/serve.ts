import { createLog } from "./log.ts";
import { startService } from "./service.ts";
import { readSettings, type SettingOptions } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

export type ServeOptions = SettingOptions;

/** Runs the service until it is asked to end. Says in one line where it is, once it is ready. */
export async function runServe(options: ServeOptions, terminal: Terminal): Promise<number> {
  const settings = readSettings(terminal.environment, options);
  const log = createLog(settings.logLevel ?? "info");
  const asked = terminal.untilAskedToEnd();
  const service = await startService({ settings, log });
  const address = settings.publicUrl ?? service.url;
  const setup =
    service.setupCode === null
      ? ""
      : ` (create the administrator at ${address}/setup?code=${service.setupCode})`;
  terminal.stdout.write(`Smena is ready: ${address}${setup}\n`);
  await asked;
  await service.close();
  return 0;
}
