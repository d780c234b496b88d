import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Refusal } from "./refusal.ts";

type Fetch = (request: Request) => Response | Promise<Response>;
type Place = { readonly port: number; readonly host?: string } | { readonly path: string };

export interface Listener {
  /** The port that was taken; 0 for a socket. */
  readonly port: number;
  /** Lets running requests end, but not for longer than `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** @throws what `listen` of node:net gives: `EADDRINUSE`, `EACCES` … */
export async function listen(fetch: Fetch, place: Place): Promise<Listener> {
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Whoever may write to a socket commands the service, so only its own user may.
    const umask = process.umask(0o077);
    server.listen(place, () => {
      server.off("error", reject);
      resolve();
    });
    process.umask(umask);
  });
  const address = server.address() as AddressInfo | string | null;
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    close: (graceMs) =>
      new Promise((resolve) => {
        const late = setTimeout(() => closeAll(server), graceMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}

function closeAll(server: ReturnType<typeof createAdaptorServer>): void {
  if ("closeAllConnections" in server) server.closeAllConnections();
}

/** What to tell whoever asked for a port that cannot be had; other errors come back as they are. */
export function portRefusal(error: unknown, port: number, remedy: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") {
    return new Refusal(`Port ${port} is in use. Stop what uses it or ${remedy}.`, { cause: error });
  }
  if (code === "EACCES") {
    return new Refusal(`Port ${port} is not open to this user. Choose one above 1023: ${remedy}.`, {
      cause: error,
    });
  }
  return error;
}
