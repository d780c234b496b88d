import { afterEach, beforeEach, expect, test } from "vitest";
import { TelegramStandIn } from "#test/support/telegram-stand-in.ts";
import { channelsWithin } from "./channels.ts";
import type { Message } from "./port.ts";

let telegram: TelegramStandIn;
beforeEach(async () => {
  telegram = await TelegramStandIn.open();
});
afterEach(() => telegram.close());

const bot = (timeoutMs = 5_000, token = telegram.token) =>
  channelsWithin(timeoutMs).telegram({ token, base: `${telegram.url}/` });
const message: Message = {
  key: "k",
  sentAt: 0,
  to: "42",
  title: "title",
  text: "Вам предложена сделка «<b>1001</b>».",
  link: { url: "https://example.amocrm.ru/leads/detail/1001", label: "Открыть" },
  buttons: [[{ label: "Принять", action: "accept 7" }]],
  data: {},
};
const now = () => new AbortController().signal;
const unread = (from: number) => bot().updates({ from, waitSeconds: 0, signal: now() });

test("a message is plain text with its link and its buttons", async () => {
  await bot().send(message);
  expect(telegram.sent).toEqual([
    {
      chat: "42",
      text: "Вам предложена сделка «<b>1001</b>».\nhttps://example.amocrm.ru/leads/detail/1001",
      buttons: new Map([["Принять", "accept 7"]]),
    },
  ]);
  expect(await bot().name()).toBe("smena_test_bot");
});

test("what people say and press in private is read once it is confirmed no more", async () => {
  await telegram.says("42", "/who");
  await telegram.says("-100", "/who", "group");
  const press = await telegram.pressesAction("42", "accept 7");
  expect(await unread(0)).toEqual([
    { id: 700, chat: "42", kind: "said", text: "/who" },
    { id: 701, chat: "", kind: "other" },
    { id: 702, chat: "42", kind: "pressed", action: "accept 7", press },
  ]);
  expect(await unread(702)).toHaveLength(1);
  expect(await unread(703)).toEqual([]);
  await bot().answer(press, "Готово");
  expect(telegram.answered.get(press)).toBe("Готово");
});

test("waiting for the next update ends when one comes, and when it is called off", async () => {
  const waiting = bot().updates({ from: 0, waitSeconds: 50, signal: now() });
  await expect.poll(() => telegram.calls).toEqual(["getUpdates"]);
  await telegram.says("42", "hi");
  expect(await waiting).toHaveLength(1);
  const controller = new AbortController();
  const endless = bot().updates({ from: 701, waitSeconds: 50, signal: controller.signal });
  controller.abort();
  await expect(endless).rejects.toMatchObject({ kind: "unavailable" });
});

test("updates are either asked for or sent to a hook", async () => {
  await bot().listenAt({ url: "http://127.0.0.1:1/hooks/telegram", secret: "s" });
  expect(telegram.hook).toEqual({ url: "http://127.0.0.1:1/hooks/telegram", secret: "s" });
  await expect(unread(0)).rejects.toThrow(/409/);
  await bot().listenAt(null);
  expect(await unread(0)).toEqual([]);
});

test.each([
  [400, "refused"],
  [401, "unavailable"],
  [403, "refused"],
  [429, "unavailable"],
  [500, "unavailable"],
  [502, "unavailable"],
] as const)("the answer %i is %s", async (status, kind) => {
  const fault = { status, description: "told", retryAfter: 3 };
  telegram.faults.push({ method: "sendMessage", fault });
  await expect(bot().send(message)).rejects.toMatchObject({ kind, retryAfterMs: 3_000 });
  expect(telegram.sent).toEqual([]);
});

test("the token stands in no failure, however it comes about", async () => {
  const tellsIt = { status: 500, description: `no bot${telegram.token} here` };
  telegram.faults.push({ method: "sendMessage", fault: tellsIt });
  telegram.faults.push({ method: "sendMessage", fault: "silent" });
  telegram.faults.push({ method: "sendMessage", fault: "lost" });
  const failures: unknown[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await bot(200)
      .send(message)
      .catch((error: unknown) => failures.push(error));
  }
  await telegram.close();
  await bot()
    .send(message)
    .catch((error: unknown) => failures.push(error));
  expect(failures).toHaveLength(4);
  for (const failure of failures) {
    const { message, stack, cause } = failure as Error;
    expect(`${message} ${stack} ${String(cause)}`).not.toContain("AAEexample");
  }
});

test("what is no token, and an address in the open, are refused", () => {
  expect(() => bot(1, "nonsense")).toThrow(/@BotFather/);
  const open = { token: telegram.token, base: "http://api.telegram.org" };
  expect(() => channelsWithin(1).telegram(open)).toThrow(/must begin with https/);
});

test.each([null, 1, "x", [], {}, { update_id: "7" }, { update_id: 1.5 }])(
  "%j is no update",
  (body) => expect(bot().read(body)).toBeNull(),
);

test.each([
  { update_id: 1 },
  { update_id: 1, message: null },
  { update_id: 1, message: { chat: { id: "42", type: "private" }, text: "/who" } },
  { update_id: 1, message: { chat: { id: 42, type: "private" } } },
  { update_id: 1, callback_query: { id: "p", data: "accept 1" } },
  {
    update_id: 1,
    callback_query: { id: 5, data: "x", message: { chat: { id: 4, type: "private" } } },
  },
])("%j is confirmed and nothing else", (body) => {
  expect(bot().read(body)).toMatchObject({ id: 1, kind: "other" });
});
