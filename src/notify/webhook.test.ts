import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Asked, HttpStandIn } from "#test/support/http-stand-in.ts";
import { channelsWithin } from "./channels.ts";
import type { Message } from "./port.ts";

const secret = "0123456789abcdef-secret";
const message: Message = {
  key: "0123456789abcdef",
  sentAt: Date.UTC(2026, 2, 2, 3),
  to: "",
  title: "",
  text: "",
  link: null,
  buttons: [],
  data: { kind: "assigned", lead: { id: "1001", name: "Заявка" } },
};

let receiver: HttpStandIn;
let asked: Asked[] = [];
let answer: number | "silent" = 200;
beforeAll(async () => {
  receiver = await HttpStandIn.open((one, response) => {
    asked.push(one);
    if (answer === "silent") return;
    response.writeHead(answer, { location: `${receiver.url}/elsewhere`, "retry-after": "7" }).end();
  });
});
afterAll(() => receiver.close());
beforeEach(() => {
  asked = [];
  answer = 200;
});

const channel = (url = receiver.url, timeoutMs = 5_000) =>
  channelsWithin(timeoutMs).webhook({ url, secret });

test("a body is signed together with the moment, and named the same every time", async () => {
  await channel().send(message);
  await channel().send({ ...message, sentAt: message.sentAt + 60_000 });
  const [one, again] = asked;
  expect(JSON.parse(one?.body ?? "")).toEqual(message.data);
  const timestamp = String(message.sentAt / 1_000);
  expect(one?.headers["x-smena-timestamp"]).toBe(timestamp);
  const hmac = createHmac("sha256", secret).update(`${timestamp}.${one?.body}`).digest("hex");
  expect(one?.headers["x-smena-signature"]).toBe(`sha256=${hmac}`);
  expect(again?.headers["x-smena-delivery"]).toBe(one?.headers["x-smena-delivery"]);
  expect(again?.headers["x-smena-signature"]).not.toBe(one?.headers["x-smena-signature"]);
});

test.each([
  [301, "unavailable"],
  [307, "unavailable"],
  [400, "refused"],
  [404, "unavailable"],
  [422, "refused"],
  [429, "unavailable"],
  [500, "unavailable"],
] as const)(
  "the answer %i is %s, asked once, and no redirect is followed",
  async (status, kind) => {
    answer = status;
    await expect(channel().send(message)).rejects.toMatchObject({ kind, retryAfterMs: 7_000 });
    expect(asked.map(({ path }) => path)).toEqual(["/"]);
  },
);

test("who does not answer in time is unavailable", async () => {
  answer = "silent";
  await expect(channel(receiver.url, 100).send(message)).rejects.toMatchObject({
    kind: "unavailable",
    message: "No answer within 0.1 s.",
  });
});

test.each([
  "http://example.com/hook",
  "http://10.0.0.1/hook",
  "http://localhost.example.com/",
  "ftp://example.com/",
  "https://user:pass@example.com/",
  "nothing",
])("%s is refused before anything is sent", (url) => {
  expect(() => channel(url)).toThrow(/The address of the webhook/);
});

test("a secret that could be guessed is refused", () => {
  expect(() => channelsWithin(1).webhook({ url: receiver.url, secret: "short" })).toThrow(/16/);
});
