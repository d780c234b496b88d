import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

const port = z.coerce
  .number("must be a whole number from 0 to 65535")
  .int("must be a whole number from 0 to 65535")
  .min(0, "must not be below 0")
  .max(65_535, "must not be above 65535");
const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const isPostgres = (address: string) => /^postgres(ql)?:$/.test(URL.parse(address)?.protocol ?? "");
const isOrigin = (address: string) => {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "";
};

/** Every variable of the environment that the program reads, with its default. */
const Environment = z.object({
  PORT: port.default(8080),
  SANDBOX_PORT: port.default(8081),
  SMENA_DATA: z.string().default("./data"),
  SMENA_URL: z
    .string()
    .refine(isOrigin, "must be the service's public address, such as https://smena.example.com")
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, "must begin with postgres://, such as postgres://user@host:5432/smena")
    .optional(),
  SMENA_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(", ")}`).optional(),
});

export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly sandboxPort: number;
  readonly data: string;
  /** The address at which the CRM and the browsers reach the service; null: only this machine does. */
  readonly publicUrl: string | null;
  /** Null: the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  readonly key: string | null;
  /** Null: what the command finds best. */
  readonly logLevel: (typeof levels)[number] | null;
}

/** What the command line gave; it goes before the environment. */
export interface SettingOptions {
  readonly port?: string | undefined;
  readonly data?: string | undefined;
}

/**
 * Reads the settings, or refuses with the variable's name and what it must be. An empty variable
 * counts as absent, since that is what a compose file makes of an unset one.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  options: SettingOptions = {},
): Settings {
  const present = Object.entries(environment).filter(([, text]) => text?.trim());
  const named = [
    ...present,
    ...(options.port === undefined ? [] : [["PORT", options.port]]),
    ...(options.data === undefined ? [] : [["SMENA_DATA", options.data]]),
  ];
  const read = Environment.safeParse(Object.fromEntries(named));
  if (!read.success) {
    const given = { ...environment, PORT: options.port ?? environment["PORT"] };
    throw new Refusal(read.error.issues.map((issue) => sentence(issue, given, options)).join("\n"));
  }
  const { data } = read;
  return {
    port: data.PORT,
    sandboxPort: data.SANDBOX_PORT,
    data: data.SMENA_DATA,
    publicUrl: data.SMENA_URL?.replace(/\/+$/, "") ?? null,
    databaseUrl: data.DATABASE_URL ?? null,
    key: data.SMENA_KEY ?? null,
    logLevel: data.LOG_LEVEL ?? null,
  };
}

/** The demo's own data, so that its accounts and its sign-in never get into a real installation. */
export function demoDirectory(data: string): string {
  return join(data, "demo");
}

/** Secrets are never repeated: of an address or a key only its name is said. */
function sentence(
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, string | undefined>>,
  options: SettingOptions,
): string {
  const variable = String(issue.path[0]);
  const name = variable === "PORT" && options.port !== undefined ? "--port" : variable;
  const isSecret = variable === "DATABASE_URL" || variable === "SMENA_KEY";
  return `${name} ${issue.message}${isSecret ? "" : `, but is "${given[variable] ?? ""}"`}.`;
}
