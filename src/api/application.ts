import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { type RequestIdVariables, requestId } from "hono/request-id";
import type { Log } from "#flow/ports.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import type { Handlers } from "./caller.ts";
import { Problem, problemResponse } from "./problem.ts";
import { serveScreens } from "./screens.ts";
import { API_ROOT, createServer, type Identify, openApiInfo } from "./server.ts";
import { type StreamPort, serveStream } from "./stream.ts";
import { receiveUpdates, type TelegramPort } from "./telegram-hook.ts";
import { receiveWebhooks, type WebhookPort } from "./webhooks.ts";

export interface Probes {
  /** The database answers and has every migration. */
  ready(): Promise<boolean>;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

export interface ApplicationOptions {
  readonly handlers: Handlers;
  readonly identify: Identify;
  readonly webhooks: WebhookPort;
  readonly telegram: TelegramPort;
  readonly stream: StreamPort;
  readonly probes: Probes;
  /** The directory of the built UI. */
  readonly screens: string;
  readonly publicUrl: string | null;
  readonly version: string;
  readonly log: Pick<Log, "debug" | "error">;
}

/** Everything that the service answers over HTTP, as one function from request to response. */
export function createApplication(options: ApplicationOptions): Hono {
  const app = new Hono<{ Variables: RequestIdVariables }>();
  app.use(requestId());
  app.use(async (context, next) => {
    await next();
    const { method, path } = context.req;
    // The path of a hook holds its secret.
    const shown = path.startsWith("/hooks/") ? "/hooks/…" : path;
    const { requestId: request } = context.var;
    options.log.debug({ request, method, path: shown, status: context.res.status }, "request");
  });
  app.onError((error, context) => {
    const problem = problemOf(error);
    if (problem.code === "internal") {
      options.log.error({ request: context.var.requestId, err: error }, "a request broke");
    }
    return problemResponse(problem, { "x-request-id": context.var.requestId });
  });
  app.notFound(() => problemResponse(new Problem("not_found")));
  answerProbes(app, options.probes);
  app.route("/", receiveWebhooks(options.webhooks));
  app.route("/", receiveUpdates(options.telegram));
  const api = createServer(options);
  serveStream(api, options.stream);
  app.route(API_ROOT, api);
  app.get("/api/openapi.json", (context) =>
    context.json(api.getOpenAPI31Document(openApiInfo(options.version))),
  );
  for (const closed of ["/api/*", "/hooks/*"]) app.all(closed, (context) => context.notFound());
  app.route("/", serveScreens(options.screens));
  return app as unknown as Hono;
}

function answerProbes(app: Hono<{ Variables: RequestIdVariables }>, probes: Probes): void {
  app.get("/healthz", (context) => context.text("alive\n"));
  app.get("/readyz", async (context) =>
    (await probes.ready()) ? context.text("ready\n") : context.text("not ready\n", 503),
  );
  app.get("/metrics", async (context) => {
    context.header("content-type", "text/plain; version=0.0.4; charset=utf-8");
    return context.body(await probes.metrics());
  });
}

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new Problem("malformed_json", { cause: error });
  }
  const code = isDatabaseAway(error) ? "database_unavailable" : "internal";
  return new Problem(code, { cause: error });
}
