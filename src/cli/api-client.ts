import { request } from "node:http";
import { type Contract, contract } from "#api/contract/all.ts";
import type { Endpoint, Input, Result } from "#api/contract/endpoint.ts";
import { ProblemDocument } from "#api/contract/problem.ts";
import { API_ROOT } from "#api/server.ts";
import { Refusal } from "./refusal.ts";

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Carries one request to the API: over a running service's socket, or inside this process. */
export type Transport = (method: string, path: string, body?: string) => Promise<Answer>;

type Wanted<E extends Endpoint> = {
  readonly [Part in keyof Input<E>]?: Partial<Input<E>[Part]>;
};

/** The service's API as the command line sees it: one function, typed by the contract. */
export type ApiClient = <Name extends keyof Contract>(
  name: Name,
  input?: Wanted<Contract[Name]>,
) => Promise<Result<Contract[Name]>>;

export function apiClient(transport: Transport): ApiClient {
  return async (name, input = {}) => {
    const endpoint: Endpoint = contract[name];
    const body = input.body && JSON.stringify(input.body);
    const path = pathOf(endpoint, input);
    const { status, text } = await transport(endpoint.method.toUpperCase(), path, body);
    if (status !== 200) throw refusalOf(status, text);
    return JSON.parse(text);
  };
}

function pathOf(endpoint: Endpoint, input: Wanted<Endpoint>): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(input.params?.[key])),
  );
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return `${API_ROOT}${path}${query.size > 0 ? `?${query}` : ""}`;
}

function refusalOf(status: number, text: string): Refusal {
  const problem = ProblemDocument.safeParse(jsonOf(text));
  return new Refusal(problem.data?.detail ?? `The service answered ${status}.`, {
    exitCode: status < 500 ? 2 : 1,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const TIMEOUT_MS = 60_000;

/** HTTP over the socket that a running service listens on in its data directory. */
export function socketTransport(socketPath: string): Transport {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { "content-type": "application/json" };
      const outgoing = request({ socketPath, method, path, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      outgoing.setTimeout(TIMEOUT_MS, () =>
        outgoing.destroy(new Refusal("The running service does not answer.", { exitCode: 1 })),
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
}
