type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>;

export interface Gate {
  readonly fetch: Fetch;
  /** From now on requests are answered by `fetch`. */
  open(fetch: Fetch): void;
}

/**
 * Stands at the port while the database opens: the port is taken first, so that one that cannot be
 * had is known at once, and whoever comes too early is asked to come again.
 */
export function closedGate(): Gate {
  let answer: Fetch = starting;
  return {
    fetch: (request, env) => answer(request, env),
    open(fetch) {
      answer = fetch;
    },
  };
}

function starting(request: Request): Response {
  if (new URL(request.url).pathname === "/healthz") return new Response("alive\n");
  return new Response("Smena is starting.\n", { status: 503, headers: { "retry-after": "2" } });
}
