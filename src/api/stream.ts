import type { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { LiveEvent } from "#flow/ports.ts";
import type { DecisionLine } from "./contract/decisions.ts";
import { InLanguage, watchers } from "./contract/endpoint.ts";
import { streamPath } from "./contract/today.ts";
import type { Feed } from "./live.ts";
import { Problem } from "./problem.ts";
import { type ApiEnv, admit } from "./server.ts";

export interface StreamPort {
  hasAccount(account: string): Promise<boolean>;
  subscribe(account: string): Feed;
  /** The decisions as the feed shows them, oldest first. */
  linesOf(
    account: string,
    decisions: readonly number[],
    lang: "ru" | "en",
  ): Promise<DecisionLine[]>;
}

/** Below what proxies cut as idle (a minute, usually). */
const HEARTBEAT_MS = 15_000;
/** After a flood the newest lines are told one by one; the page reads the rest when it reads anew. */
const LINES_MAX = 50;

/** Live screens: `decision` carries a new line of the feed, `changed` asks to read the page anew. */
export function serveStream(app: Hono<ApiEnv>, port: StreamPort): void {
  app.get(
    streamPath.replace("{account}", ":account"),
    admit({ roles: watchers }),
    async (context) => {
      const account = context.req.param("account") ?? "";
      if (!(await port.hasAccount(account))) throw new Problem("account_not_found");
      const lang = InLanguage.safeParse(context.req.query()).data?.lang ?? "ru";
      const feed = port.subscribe(account);
      // Without this a proxy may hold the events back until it has a buffer full.
      context.header("x-accel-buffering", "no");
      return streamSSE(context, async (stream) => {
        stream.onAbort(() => feed.close());
        await stream.write(": listening\n\n");
        // A screen connects again by itself and then reads what it has missed.
        await follow(stream, feed, (decisions) => port.linesOf(account, decisions, lang)).catch(
          () => undefined,
        );
        feed.close();
      });
    },
  );
}

async function follow(
  stream: SSEStreamingApi,
  feed: Feed,
  linesOf: (decisions: readonly number[]) => Promise<readonly DecisionLine[]>,
): Promise<void> {
  for (;;) {
    const events = await feed.next(HEARTBEAT_MS);
    if (events === null) return;
    const decisions = decisionsOf(events);
    await tell(stream, decisions.length > 0 ? await linesOf(decisions) : [], events.length > 0);
  }
}

async function tell(
  stream: SSEStreamingApi,
  lines: readonly DecisionLine[],
  changed: boolean,
): Promise<void> {
  for (const line of lines) {
    await stream.writeSSE({ event: "decision", data: JSON.stringify(line) });
  }
  if (changed) await stream.writeSSE({ event: "changed", data: "{}" });
  else await stream.write(": still here\n\n");
}

const decisionsOf = (events: readonly LiveEvent[]): readonly number[] =>
  events.flatMap((event) => (event.kind === "decision" ? [event.decision] : [])).slice(-LINES_MAX);
