import { ChannelFailure } from "./port.ts";

export interface Posted {
  readonly status: number;
  /** As text, at most `ANSWER_MAX` characters of it. */
  readonly body: string;
  readonly retryAfterMs: number | null;
}

/** How long the other side may take, and what calls everything off. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Post extends Patience {
  /** May hold secrets: it is told to nobody. */
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ANSWER_MAX = 2 ** 20;

/**
 * Posts JSON and reads the answer; a redirect is an answer like any other and is not followed.
 *
 * @throws ChannelFailure `unavailable` where nobody answers in time
 */
export async function postJson({ url, body, headers, timeoutMs, signal }: Post): Promise<Posted> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Smena", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.any([timeout, signal]),
    });
    const retryAfter = Number(response.headers.get("retry-after") ?? "");
    return {
      status: response.status,
      body: await firstOf(response),
      retryAfterMs: retryAfter > 0 ? retryAfter * 1_000 : null,
    };
  } catch (error) {
    // No cause: it may hold the address.
    throw new ChannelFailure("unavailable", unreachable(error, timeoutMs));
  }
}

/** Whoever answers without end is not listened to. */
async function firstOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > ANSWER_MAX) break;
  }
  return text.slice(0, ANSWER_MAX);
}

function unreachable(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return `No answer within ${timeoutMs / 1_000} s.`;
  }
  if (error instanceof DOMException) return "Called off.";
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no connection";
  return `Not reachable (${code}).`;
}
