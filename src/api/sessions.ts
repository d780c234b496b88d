import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import {
  type AppUser,
  deleteSession,
  findSessionUser,
  insertSession,
  openAccounts,
} from "#store/people.ts";
import type { Db } from "#store/schema.ts";
import type { Caller, Identity } from "./caller.ts";
import type { ApiEnv, Identify } from "./server.ts";

const COOKIE = "smena_session";
const SESSION_MS = 30 * 24 * 3_600_000;

/** People in browsers: known by a cookie whose token the store holds only as a hash. */
export function identifyBySession(db: Db, now: () => number): Identify {
  return async (context) => {
    const token = getCookie(context, COOKIE);
    const user = token ? await findSessionUser(db, hashOf(token), now()) : null;
    return {
      identity: user && identityOf(user, await openAccounts(db, user.id)),
      address: addressOf(context),
      session: {
        async open(user) {
          const fresh = randomBytes(32).toString("base64url");
          const expiresAt = now() + SESSION_MS;
          await insertSession(db, { tokenHash: hashOf(fresh), user, expiresAt }, now());
          // A session that was open before is not left behind for whoever has its cookie.
          if (token) await deleteSession(db, hashOf(token));
          setCookie(context, COOKIE, fresh, {
            ...cookieOptions(context),
            maxAge: SESSION_MS / 1000,
          });
        },
        async close() {
          if (token) await deleteSession(db, hashOf(token));
          deleteCookie(context, COOKIE, cookieOptions(context));
        },
      },
    };
  };
}

const local: Caller = {
  identity: {
    user: null,
    login: "local",
    name: "Command line",
    role: "administrator",
    language: "en",
    accounts: [],
  },
  address: "local",
  session: { open: async () => undefined, close: async () => undefined },
};

/** The command line on this machine: whoever may open the data directory's socket runs the service. */
export const identifyLocal: Identify = async () => local;

export function identityOf(user: AppUser, accounts: readonly string[]): Identity {
  const { id, login, name, role, language } = user;
  return { user: id, login, name, role, language, accounts };
}

/** Tokens have 256 random bits, so a plain hash is enough. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function cookieOptions(context: Context<ApiEnv>) {
  return { path: "/", httpOnly: true, sameSite: "Lax", secure: cameByHttps(context) } as const;
}

/** A proxy that ends TLS says so; who invents the header only harms his own cookie. */
function cameByHttps(context: Context<ApiEnv>): boolean {
  return (context.req.header("x-forwarded-proto") ?? new URL(context.req.url).protocol).startsWith(
    "https",
  );
}

function addressOf(context: Context<ApiEnv>): string {
  // Requests made in this process have no connection.
  return context.env?.incoming?.socket.remoteAddress ?? "local";
}
