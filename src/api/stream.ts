import type { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { LiveEvent } from "#flow/ports.ts";
import type { NoticeReader } from "#store/notices.ts";
import type { Identity } from "./caller.ts";
import type { DecisionLine } from "./contract/decisions.ts";
import { everybody, InLanguage, type Role, watchers } from "./contract/endpoint.ts";
import type { NoticeLine } from "./contract/notices.ts";
import { streamPath } from "./contract/today.ts";
import { refusal } from "./guard.ts";
import type { Feed } from "./live.ts";
import { noticeReader } from "./notice-reader.ts";
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
  /** What the reader is told by these notices, oldest first; nothing of what is not for him. */
  noticesOf(
    reader: NoticeReader,
    notices: readonly number[],
    lang: "ru" | "en",
  ): Promise<NoticeLine[]>;
}

/** Below what proxies cut as idle (a minute, usually). */
const HEARTBEAT_MS = 15_000;
/** After a flood the newest lines are told one by one; the page reads the rest when it reads anew. */
const LINES_MAX = 50;

/**
 * Live screens: `decision` carries a new line of the feed, `notice` what the reader himself is told,
 * `changed` asks to read the page anew. A manager is not told of others' decisions.
 */
export function serveStream(app: Hono<ApiEnv>, port: StreamPort): void {
  app.get(
    streamPath.replace("{account}", ":account"),
    admit({ roles: everybody }),
    async (context) => {
      const account = context.req.param("account") ?? "";
      if (!(await port.hasAccount(account))) throw new Problem("account_not_found");
      const lang = InLanguage.safeParse(context.req.query()).data?.lang ?? "ru";
      const { session } = context.get("caller");
      const feed = port.subscribe(account);
      // Without this a proxy may hold the events back until it has a buffer full.
      context.header("x-accel-buffering", "no");
      return streamSSE(context, async (stream) => {
        stream.onAbort(() => feed.close());
        await stream.write(": listening\n\n");
        const current = async () => {
          const identity = await session.current();
          const code = refusal(identity, { roles: everybody, account });
          return identity && code === null ? readerOf(port, { account, identity, lang }) : null;
        };
        // A screen connects again by itself and then reads what it has missed.
        await follow(stream, feed, current).catch(() => undefined);
        feed.close();
      });
    },
  );
}

interface Reader {
  linesOf(events: readonly LiveEvent[]): Promise<readonly DecisionLine[]>;
  noticesOf(events: readonly LiveEvent[]): Promise<readonly NoticeLine[]>;
}

interface Reading {
  readonly account: string;
  readonly identity: Identity;
  readonly lang: "ru" | "en";
}

function readerOf(port: StreamPort, { account, identity, lang }: Reading): Reader {
  const reader = noticeReader(identity, account);
  const mayWatch = (watchers as readonly Role[]).includes(identity.role);
  return {
    async linesOf(events) {
      const decisions = mayWatch ? decisionsOf(events) : [];
      return decisions.length === 0 ? [] : await port.linesOf(account, decisions, lang);
    },
    async noticesOf(events) {
      const notices = noticesFor(events, reader);
      return notices.length === 0 ? [] : await port.noticesOf(reader, notices, lang);
    },
  };
}

/** @param current who reads by now; null: nobody who may */
async function follow(
  stream: SSEStreamingApi,
  feed: Feed,
  current: () => Promise<Reader | null>,
): Promise<void> {
  for (;;) {
    const events = await feed.next(HEARTBEAT_MS);
    const reader = events === null ? null : await current();
    if (events === null || reader === null) return;
    await tell(stream, events, reader);
  }
}

async function tell(
  stream: SSEStreamingApi,
  events: readonly LiveEvent[],
  reader: Reader,
): Promise<void> {
  for (const line of await reader.linesOf(events)) {
    await stream.writeSSE({ event: "decision", data: JSON.stringify(line) });
  }
  for (const notice of await reader.noticesOf(events)) {
    await stream.writeSSE({ event: "notice", data: JSON.stringify(notice) });
  }
  const changed = events.some(({ kind }) => kind !== "notice");
  if (changed) await stream.writeSSE({ event: "changed", data: "{}" });
  else if (events.length === 0) await stream.write(": still here\n\n");
}

const decisionsOf = (events: readonly LiveEvent[]): readonly number[] =>
  events.flatMap((event) => (event.kind === "decision" ? [event.decision] : [])).slice(-LINES_MAX);

/** Somebody else's notices are not even looked up. */
function noticesFor(
  events: readonly LiveEvent[],
  { manager: own, leads }: NoticeReader,
): readonly number[] {
  return events.flatMap((event) => {
    if (event.kind !== "notice") return [];
    const isHis = event.manager === null ? leads : event.manager === own;
    return isHis ? [event.notice] : [];
  });
}
