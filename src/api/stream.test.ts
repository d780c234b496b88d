import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Identity } from "./caller.ts";
import type { DecisionLine } from "./contract/decisions.ts";
import type { NoticeLine } from "./contract/notices.ts";
import { createLive } from "./live.ts";
import type { ApiEnv } from "./server.ts";
import { serveStream } from "./stream.ts";

const observer = {
  user: 1,
  login: "o",
  name: "O",
  role: "observer",
  language: "ru",
  accounts: ["school"],
  manager: null,
} as const;
const unused = async () => undefined;

function open(identity: Identity = observer) {
  const live = createLive();
  let current: Identity | null = identity;
  const app = new Hono<ApiEnv>();
  app.use(async (context, next) => {
    const session = { current: async () => current, open: unused, close: unused };
    context.set("caller", { identity, address: "local", origin: null, session });
    await next();
  });
  serveStream(app, {
    hasAccount: async () => true,
    subscribe: live.subscribe,
    linesOf: async (account, decisions, lang) =>
      decisions.map((id) => ({ id, sentence: `${account} ${lang}` }) as DecisionLine),
    noticesOf: async ({ account, manager }, notices) =>
      notices.map((id) => ({ id, title: `${account} ${manager}` }) as NoticeLine),
  });
  const becomes = (other: Identity | null) => {
    current = other;
  };
  return { live, app, becomes };
}

async function readerOf(app: Hono<ApiEnv>) {
  const response = await app.request("/accounts/school/stream?lang=en");
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("a stream has a body");
  expect((await reader.read()).value).toBe(": listening\n\n");
  return reader;
}

test("a decision is told as a line in the language asked for, then that the page has changed", async () => {
  const { live, app } = open();
  const reader = await readerOf(app);
  live.publish("school", { kind: "decision", decision: 7 });
  expect((await reader.read()).value).toBe(
    'event: decision\ndata: {"id":7,"sentence":"school en"}\n\n',
  );
  expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
  await reader.cancel();
});

test("another account's events are not told", async () => {
  const { live, app } = open();
  const reader = await readerOf(app);
  live.publish("cosmetics", { kind: "decision", decision: 1 });
  live.publish("school", { kind: "changed" });
  expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
  await reader.cancel();
});

test("after a flood the newest fifty are told, and then to read anew", async () => {
  const { live, app } = open();
  const reader = await readerOf(app);
  for (let decision = 1; decision <= 120; decision++) {
    live.publish("school", { kind: "decision", decision });
  }
  const told: string[] = [];
  while (told.at(-1) !== "event: changed\ndata: {}\n\n")
    told.push((await reader.read()).value ?? "");
  expect(told).toHaveLength(51);
  expect(told[0]).toContain('"id":71,');
  await reader.cancel();
});

test("the streams end when the service closes, and new ones end at once", async () => {
  const { live, app } = open();
  const reader = await readerOf(app);
  live.close();
  expect((await reader.read()).done).toBe(true);
  expect((await (await readerOf(app)).read()).done).toBe(true);
});

test("a screen that has fallen far behind is told only to read anew", async () => {
  const { live } = open();
  const feed = live.subscribe("school");
  for (let decision = 1; decision <= 201; decision++) {
    live.publish("school", { kind: "decision", decision });
  }
  expect(await feed.next(0)).toEqual([{ kind: "changed" }]);
  expect(await feed.next(0)).toEqual([]);
});

const anna = { account: "school", key: "anna" };
const toAnna = { kind: "notice", notice: 5, manager: "anna" } as const;
const toHeads = { kind: "notice", notice: 6, manager: null } as const;
const notice = (id: number, manager: string) =>
  `event: notice\ndata: {"id":${id},"title":"school ${manager}"}\n\n`;

test("everybody is told his own notices, and those who lead what leaders are told", async () => {
  const manager = open({ ...observer, role: "manager", manager: anna });
  const head = open({ ...observer, role: "head" });
  const onlooker = open();
  for (const [{ live, app }, told] of [
    [manager, [notice(5, "anna")]],
    [head, [notice(6, "null")]],
    [onlooker, []],
  ] as const) {
    const reader = await readerOf(app);
    live.publish("school", toAnna);
    live.publish("school", toHeads);
    for (const event of told) expect((await reader.read()).value).toBe(event);
    live.publish("school", { kind: "changed" });
    expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
    await reader.cancel();
  }
});

test("a manager of another account of the same key is told nothing", async () => {
  const elsewhere = { account: "cosmetics", key: "anna" };
  const { live, app } = open({ ...observer, manager: elsewhere });
  const reader = await readerOf(app);
  live.publish("school", toAnna);
  live.publish("school", { kind: "changed" });
  expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
  await reader.cancel();
});

test("a manager is not told whom others' leads went to", async () => {
  const { live, app } = open({ ...observer, role: "manager", manager: anna });
  const reader = await readerOf(app);
  live.publish("school", { kind: "decision", decision: 7 });
  expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
  await reader.cancel();
});

test.each([
  ["signed out", null],
  ["shown the door", { ...observer, accounts: [] }],
] as const)("whoever was %s is told nothing any more", async (_, other) => {
  const { live, app, becomes } = open();
  const reader = await readerOf(app);
  becomes(other);
  live.publish("school", { kind: "decision", decision: 1 });
  expect((await reader.read()).done).toBe(true);
});

test("whoever became a manager is told of no more decisions, in the stream that is open", async () => {
  const { live, app, becomes } = open();
  const reader = await readerOf(app);
  becomes({ ...observer, role: "manager", manager: { account: "school", key: "anna" } });
  live.publish("school", { kind: "decision", decision: 1 });
  expect((await reader.read()).value).toBe("event: changed\ndata: {}\n\n");
  await reader.cancel();
});
