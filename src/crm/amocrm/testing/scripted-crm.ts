import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { AmocrmOptions } from "#crm/amocrm/adapter.ts";
import { eagerClock } from "./virtual-clock.ts";

export interface Received {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent, from its question mark. */
  readonly search: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** `hang`: no answer ever. `cut`: the connection breaks after the request was read. */
export type Reply =
  | "hang"
  | "cut"
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface ScriptedCrm {
  readonly options: AmocrmOptions;
  readonly received: readonly Received[];
  /** From now on nobody listens there. */
  close(): Promise<void>;
}

const running = new Set<ScriptedCrm>();

/** For `afterEach`: closes what the test has opened. */
export async function closeScriptedCrms(): Promise<void> {
  await Promise.all([...running].map((crm) => crm.close()));
}

/** A real HTTP server on a free port that answers what the test says. */
export async function scriptedCrm(reply: (request: Received) => Reply): Promise<ScriptedCrm> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    void receive(incoming).then((request) => {
      received.push(request);
      answer(response, reply(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const crm: ScriptedCrm = {
    options: {
      address: `http://127.0.0.1:${port}`,
      token: "secret-token",
      headers: { "X-Sandbox-Account": "demo" },
      clock: eagerClock(),
    },
    received,
    close: () => {
      running.delete(crm);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  running.add(crm);
  return crm;
}

/** Answers one reply after the other; the last one again and again. */
export function inTurn(...replies: readonly [Reply, ...Reply[]]): () => Reply {
  let turn = 0;
  return () => replies[Math.min(turn++, replies.length - 1)] ?? replies[0];
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const body = await text(incoming);
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  return {
    method: incoming.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    search: url.search,
    headers: incoming.headers,
    body: body === "" ? null : JSON.parse(body),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "cut") {
    response.destroy();
    return;
  }
  const { status = 200, json, headers } = reply;
  const type = json === undefined ? "text/html" : "application/hal+json";
  response.writeHead(status, { "Content-Type": type, "X-Request-Id": "rq-1", ...headers });
  response.end(json === undefined ? (reply.text ?? "") : JSON.stringify(json));
}
