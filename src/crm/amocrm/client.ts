/**
 * One account's connection: sends a request when the limiter allows it, reads the answer by a
 * schema, and turns everything else into a `CrmFailure`. Only «too many requests» is repeated here,
 * for nothing has happened then; what else is worth repeating is the caller's decision.
 */
import type { z } from "zod";
import type { CrmFailure } from "#crm/port.ts";
import { type Answer, type Asked, failureOf, unanswered, unreadable } from "./failures.ts";
import type { Limiter } from "./limiter.ts";

export interface Connection {
  /** The origin that `checkAddress` accepted. */
  readonly address: string;
  /** A long-lived token; never part of a message. */
  readonly token: string;
  /** Sent with every request, for instance the sandbox's `X-Sandbox-Account`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly limiter: Limiter;
  /** From the start of a request to the last byte of its answer; 20 s where not given. */
  readonly timeoutMs?: number;
}

export interface CrmRequest extends Asked {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below `/api/v4`, beginning with a slash. */
  readonly path: string;
  /** In order, not yet escaped; a name may repeat, such as `filter[id][]`. */
  readonly query?: readonly (readonly [name: string, value: string | number])[];
  readonly body?: unknown;
}

const triesMax = 5;

export class Client {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Sends one request. Null is the CRM's 204: an empty list, or nothing with that id.
   * @throws CrmFailure
   */
  async call<Body>(request: CrmRequest, schema: z.ZodType<Body>): Promise<Body | null> {
    const { limiter } = this.#connection;
    for (let tries = 1; ; tries++) {
      await limiter.turn(request.method === "GET" ? "read" : "write");
      const answer = await this.#send(request);
      const failure = failureOf(answer, this.#named(request));
      if (failure === null) {
        limiter.calm();
        return read(answer, request, schema);
      }
      this.#heed(failure);
      if (failure.kind !== "rate_limited" || tries === triesMax) throw this.#discreet(failure);
    }
  }

  #heed(failure: CrmFailure): void {
    if (failure.kind === "rate_limited") this.#connection.limiter.slowDown(failure.retryAfterMs);
    if (failure.kind === "forbidden" && failure.retryAfterMs !== null) {
      this.#connection.limiter.block(failure.retryAfterMs);
    }
  }

  async #send(request: CrmRequest): Promise<Answer> {
    const { address, token, headers, timeoutMs } = this.#connection;
    try {
      const response = await fetch(`${address}/api/v4${request.path}${queryOf(request)}`, {
        method: request.method,
        headers: {
          ...headers,
          Authorization: `Bearer ${token}`,
          "User-Agent": "Smena (distribution of leads)",
          ...(request.body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        // The token goes to the address that was checked, and nowhere else.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs ?? 20_000),
      });
      return { status: response.status, body: await response.text(), headers: response.headers };
    } catch (error) {
      throw unanswered(this.#named(request), error);
    }
  }

  #named(request: CrmRequest): Asked {
    return { ...request, path: `${this.#connection.address}/api/v4${request.path}` };
  }

  /** A CRM or a proxy may repeat our headers in its error; messages end up in logs. */
  #discreet(failure: CrmFailure): CrmFailure {
    failure.message = failure.message.replaceAll(this.#connection.token, "…");
    return failure;
  }
}

/** Brackets stay as they are: escaped, 250 ids would not fit into the 8 kB of a request line. */
function queryOf({ query = [] }: CrmRequest): string {
  const pairs = query.map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function read<Body>(answer: Answer, asked: Asked, schema: z.ZodType<Body>): Body | null {
  if (answer.status === 204) return null;
  const parsed = schema.safeParse(jsonOf(answer, asked));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw unreadable(answer, asked, `has an unknown form at «${where}»: ${issue?.message ?? ""}`);
}

function jsonOf(answer: Answer, asked: Asked): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    throw unreadable(answer, asked, "is not JSON");
  }
}
