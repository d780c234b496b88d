import type { ProblemDocument } from "./contract/problem.ts";
import { type ProblemCode, problems } from "./contract/problems.ts";

interface ProblemOptions extends ErrorOptions {
  /** What is wrong in this very request and what to do, in one or two English sentences. */
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly retryAfterSeconds?: number;
}

/** A caller's mistake or a partner's failure: known, named, and answered without a stack trace. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly retryAfterSeconds: number | null;
  readonly #detail: string | undefined;
  readonly #errors: ProblemOptions["errors"];

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.#detail = options.detail;
    this.#errors = options.errors;
  }

  get document(): ProblemDocument {
    const { status, title } = problems[this.code];
    return {
      type: `urn:smena:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.#detail ?? title,
      ...(this.#errors && { errors: [...this.#errors] }),
    };
  }
}

/** The answer that carries a problem, in the form of RFC 9457. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  const { retryAfterSeconds, document } = problem;
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfterSeconds !== null && { "retry-after": String(retryAfterSeconds) }),
      ...headers,
    },
  });
}
