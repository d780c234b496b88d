import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppUser } from "#store/people.ts";
import type { Db } from "#store/schema.ts";
import { deleteSession, findSessionUser, insertSession } from "#store/sessions.ts";
import type { Caller, Identity } from "./caller.ts";
import { hashOfCode, randomCode } from "./secret-code.ts";
import type { ApiEnv, Identify } from "./server.ts";

const COOKIE = "smena_session";
const SESSION_MS = 30 * 24 * 3_600_000;

/** People in browsers: known by a cookie whose token the store holds only as a hash. */
export function identifyBySession(db: Db, now: () => number): Identify {
  return async (context) => {
    const token = getCookie(context, COOKIE);
    const current = async () => {
      const user = token ? await findSessionUser(db, hashOfCode(token), now()) : null;
      return user && identityOf(user, user.accounts);
    };
    return {
      identity: await current(),
      address: addressOf(context),
      origin: originOf(context),
      session: {
        current,
        async open(user) {
          const fresh = randomCode(32);
          const expiresAt = now() + SESSION_MS;
          await insertSession(db, { tokenHash: hashOfCode(fresh), user, expiresAt }, now());
          // A session that was open before is not left behind for whoever has its cookie.
          if (token) await deleteSession(db, hashOfCode(token));
          setCookie(context, COOKIE, fresh, {
            ...cookieOptions(context),
            maxAge: SESSION_MS / 1000,
          });
        },
        async close() {
          if (token) await deleteSession(db, hashOfCode(token));
          deleteCookie(context, COOKIE, cookieOptions(context));
        },
      },
    };
  };
}

const commandLine: Identity = {
  user: null,
  login: "local",
  name: "Command line",
  role: "administrator",
  language: "en",
  accounts: [],
  manager: null,
};
const local: Caller = {
  identity: commandLine,
  address: "local",
  origin: null,
  session: {
    current: async () => commandLine,
    open: async () => undefined,
    close: async () => undefined,
  },
};

/** The command line on this machine: whoever may open the data directory's socket runs the service. */
export const identifyLocal: Identify = async () => local;

export function identityOf(user: AppUser, accounts: readonly string[]): Identity {
  const { id, login, name, role, language, manager } = user;
  return { user: id, login, name, role, language, accounts, manager };
}

function cookieOptions(context: Context<ApiEnv>) {
  return { path: "/", httpOnly: true, sameSite: "Lax", secure: cameByHttps(context) } as const;
}

/** A proxy that ends TLS says so; who invents the header only harms his own cookie and links. */
function cameByHttps(context: Context<ApiEnv>): boolean {
  return (context.req.header("x-forwarded-proto") ?? new URL(context.req.url).protocol).startsWith(
    "https",
  );
}

function originOf(context: Context<ApiEnv>): string {
  const { host } = new URL(context.req.url);
  return `${cameByHttps(context) ? "https" : "http"}://${host}`;
}

function addressOf(context: Context<ApiEnv>): string {
  // Requests made in this process have no connection.
  return context.env?.incoming?.socket.remoteAddress ?? "local";
}
