import type { Sandbox } from "#sandbox/sandbox.ts";
import type { AccountSeed } from "#sandbox/seed.ts";
import { type SandboxOptions, startSandbox } from "#sandbox/server.ts";

/** A small account that every test of the sandbox reads the same way. */
export const school: AccountSeed = {
  subdomain: "school",
  name: "Школа английского",
  timezone: "Europe/Moscow",
  groups: ["Продажи"],
  users: [
    { id: 11, name: "Анна Директор", email: "anna@school.example", admin: true },
    { id: 12, name: "Борис Ким", email: "boris@school.example", group: "Продажи" },
    { id: 13, name: "Вера Лис", email: "vera@school.example", group: "Продажи" },
    { id: 14, name: "Глеб Ушедший", email: "gleb@school.example", active: false },
    { id: 15, name: "Дарья Бесплатная", email: "darya@school.example", free: true },
  ],
  pipelines: [
    { name: "Воронка", main: true, stages: ["Первичный контакт", "Пробный урок"] },
    { name: "Служба безопасности", unsorted: false, stages: ["Проверка"] },
  ],
};

export const startOfDay = Date.UTC(2026, 2, 2, 6);

/** A sandbox whose clock stands until the test moves it. */
export async function startSchool(options: Partial<SandboxOptions> = {}): Promise<{
  sandbox: Sandbox;
  clock: { now: number };
  client: Client;
}> {
  const clock = { now: startOfDay };
  const sandbox = await startSandbox({
    port: 0,
    accounts: [school],
    requestsPerSecond: Number.POSITIVE_INFINITY,
    clock: () => clock.now,
    ...options,
  });
  return { sandbox, clock, client: new Client(sandbox) };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** The rows of a collection in an answer. */
export function rowsOf(answer: Answer, key: string): readonly Readonly<Record<string, unknown>>[] {
  const { _embedded } = answer.json as { _embedded: Record<string, Record<string, unknown>[]> };
  return _embedded[key] ?? [];
}

/** The stages of a pipeline as the API gives them. */
export function stagesOf(
  pipeline: Readonly<Record<string, unknown>> | undefined,
): readonly { readonly id: number; readonly name: string; readonly type: number }[] {
  const { statuses } = (pipeline?.["_embedded"] ?? {}) as {
    statuses?: { id: number; name: string; type: number }[];
  };
  return statuses ?? [];
}

export function idsOf(answer: Answer, key: string): readonly unknown[] {
  return rowsOf(answer, key).map(({ id }) => id);
}

/** Asks the sandbox as an integration of the school would. */
export class Client {
  readonly #url: string;
  readonly #token: string;

  constructor(sandbox: Sandbox, subdomain = "school") {
    this.#url = sandbox.url;
    this.#token =
      sandbox.accounts().find((account) => account.subdomain === subdomain)?.token ?? "";
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, { headers });
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send("POST", path, { body });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.send("PATCH", path, { body });
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.send("DELETE", path, { body });
  }

  async send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        "X-Sandbox-Account": "school",
        "Content-Type": "application/json",
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? parsed(text) : null,
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
