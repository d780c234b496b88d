import type pg from "pg";
import { StoreProblem } from "./problem.ts";

const OLDEST = 150_000;

/** @throws StoreProblem `server_too_old`; whatever the connection throws */
export async function refuseOldServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>("show server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST) return;
  throw new StoreProblem("server_too_old", {
    message: `The PostgreSQL server is version ${Math.floor(version / 10_000)}; Smena needs 15 or later.`,
    remedy: "Upgrade the server, or leave DATABASE_URL out to use the embedded database.",
  });
}

/** Why a server cannot be used, in words for the operator; never with the password of `url`. */
export function serverProblem(error: unknown, url: string): unknown {
  if (error instanceof StoreProblem) return error;
  const code = codeOf(error);
  const where = placeOf(url);
  if (code === "28P01" || code === "28000") {
    return new StoreProblem("database_refused", {
      message: `PostgreSQL at ${where} does not accept this user or password.`,
      remedy: "Correct the user and the password in DATABASE_URL.",
      cause: error,
    });
  }
  if (code === "3D000") {
    return new StoreProblem("database_missing", {
      message: `PostgreSQL at ${where} answers, but has no such database.`,
      remedy: "Create it (createdb), or correct the name at the end of DATABASE_URL.",
      cause: error,
    });
  }
  return new StoreProblem("database_unreachable", {
    message: `PostgreSQL at ${where} does not answer (${code ?? messageOf(error)}).`,
    remedy: "Start the server, or correct the host and port in DATABASE_URL.",
    cause: error,
  });
}

function placeOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? "the given address" : `${parsed.host}${parsed.pathname}`;
}

/** The code of a driver's error: an SQLSTATE or an operating system's word. */
export function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Classes of SQLSTATE, and words of the network, that say «not now» rather than «not so». */
const away = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;
const lost = /connection terminated|timeout|timed out|client has encountered|not queryable/i;

/**
 * Whether the statement failed because the database is away or overloaded: to be repeated later,
 * with nothing learned about the statement itself. It may have been carried out.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return away.test(code);
  return error instanceof Error && lost.test(error.message);
}
