import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { savePerson } from "#store/notice-people.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { type Asked, HttpStandIn } from "#test/support/http-stand-in.ts";
import { Mailbox } from "#test/support/mailbox.ts";
import { TelegramStandIn } from "#test/support/telegram-stand-in.ts";

let database: Database;
let api: ApiWorld;
let telegram: TelegramStandIn;
let mailbox: Mailbox;
let receiver: HttpStandIn;
const posted: Asked[] = [];
let root: { readonly id: number; readonly cookie: string };
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  telegram = await TelegramStandIn.open();
  mailbox = await Mailbox.open({ user: "smena", pass: "mail-secret" });
  receiver = await HttpStandIn.open((asked, response) => {
    posted.push(asked);
    response.writeHead(200).end();
  });
});
afterAll(async () => {
  await telegram.close();
  await mailbox.close();
  await receiver.close();
  await database.close();
});
beforeEach(async () => {
  await database.kysely.deleteFrom("setting").execute();
  api = await ApiWorld.open(database);
  root = await api.joins({ role: "administrator", account: null });
});
afterEach(() => {
  mailbox.received.length = 0;
  posted.length = 0;
});

const path = "/settings/notifications";
const read = async () => (await api.call("GET", path, { cookie: root.cookie })).body;
const save = async (body: object) =>
  (await api.call("PUT", path, { cookie: root.cookie, body })).body;
const tryOut = async (channel: string) =>
  (await api.call("POST", `${path}/test`, { cookie: root.cookie, body: { channel } })).body;
const mail = () => ({
  url: mailbox.url.replace("//", "//smena:mail-secret@"),
  from: "Smena <smena@example.com>",
});

test("nothing is set up at first, and everything can be set up and switched off again", async () => {
  const off = {
    state: "off",
    reason: null,
    reasonAt: null,
    lastSentAt: null,
    pending: 0,
    failed: 0,
  };
  const nothing = {
    email: { server: null, from: null, health: off },
    telegram: { base: null, updates: null, bot: null, health: off },
    webhook: { origin: null, health: off },
  };
  expect(await read()).toEqual(nothing);
  const saved = await save({
    email: mail(),
    telegram: { token: telegram.token, base: telegram.url },
    webhook: { url: `${receiver.url}/hook?key=hook-secret`, secret: "0123456789abcdef" },
  });
  expect(saved).toMatchObject({
    email: { server: new URL(mailbox.url).host, from: "Smena <smena@example.com>" },
    telegram: { base: telegram.url, updates: "asked", bot: "smena_test_bot" },
    webhook: { origin: receiver.url, health: { state: "ok" } },
  });
  const told = JSON.stringify([saved, await read()]);
  for (const secret of ["mail-secret", "AAEexample", "hook-secret", "0123456789abcdef"]) {
    expect(told).not.toContain(secret);
  }
  expect(await save({ email: null, telegram: null, webhook: null })).toEqual(nothing);
});

test("a secret that is left out stays; one that was never given is asked for", async () => {
  await save({ email: mail() });
  await savePerson(api.db, root.id, { email: "root@example.com" });
  expect(await save({ email: { from: "other@example.com" } })).toMatchObject({
    email: { server: new URL(mailbox.url).host, from: "other@example.com" },
  });
  expect(await tryOut("email")).toEqual({ sent: true, reason: null });
  expect(mailbox.received[0]?.headers.get("from")).toBe("other@example.com");
  const missing = { code: "channel_refused", detail: expect.stringMatching(/none is known yet/) };
  expect(await save({ telegram: { base: telegram.url } })).toMatchObject(missing);
  expect(await save({ webhook: { secret: "0123456789abcdef" } })).toMatchObject(missing);
  expect(await save({ webhook: { url: receiver.url } })).toMatchObject(missing);
});

test.each([
  [{ email: { url: "mail.example.com", from: "a@example.com" } }, /smtp:\/\//],
  [{ email: { url: "smtp://mail.example.com", from: "nobody" } }, /must be a mail address/],
  [{ telegram: { token: "nonsense" } }, /@BotFather/],
  [{ telegram: { token: "1:aaaaaaaaaaaaaaaaaaaaaaaa", base: "http://example.com" } }, /https/],
  [{ webhook: { url: "http://10.0.0.1/", secret: "0123456789abcdef" } }, /must begin with https/],
  [{ webhook: { url: "https://example.com", secret: "short" } }, /at least 16/],
  [
    { telegram: { token: "1:aaaaaaaaaaaaaaaaaaaaaaaa", updates: "hook" } },
    /public address as SMENA_URL/,
  ],
])("%j is refused with the remedy, and nothing is kept", async (body, detail) => {
  const refused = await save({ webhook: null, ...body });
  expect(refused).toMatchObject({ code: "channel_refused", detail: expect.stringMatching(detail) });
  expect(
    await api.db.selectFrom("setting").selectAll().where("key", "like", "notify.%").execute(),
  ).toEqual([]);
});

test("a channel is tried with one message to the administrator himself, or to the webhook", async () => {
  expect(await tryOut("email")).toEqual({ sent: false, reason: "The channel is not set up." });
  await save({
    email: mail(),
    telegram: { token: telegram.token, base: telegram.url },
    webhook: { url: receiver.url, secret: "0123456789abcdef" },
  });
  expect((await tryOut("email")).reason).toMatch(/^Give your own mail address first/);
  expect((await tryOut("telegram")).reason).toMatch(/^Link your own chat first/);
  await api.db.updateTable("notice_person").set({ chat: null }).execute();
  await savePerson(api.db, root.id, { email: "root@example.com" });
  await api.db
    .updateTable("notice_person")
    .set({ chat: "1" })
    .where("user_id", "=", root.id)
    .execute();
  for (const channel of ["email", "telegram", "webhook"]) {
    expect(await tryOut(channel)).toEqual({ sent: true, reason: null });
  }
  expect(mailbox.received.map(({ to }) => to)).toEqual([["root@example.com"]]);
  expect(telegram.told("1")).toEqual(["Это проверка: сообщения доходят."]);
  expect(JSON.parse(posted[0]?.body ?? "")).toEqual({ kind: "test", at: api.world.clock.now() });
});

test("what fails is told with its reason, and never with a secret", async () => {
  await save({ email: { ...mail(), url: mailbox.url.replace("//", "//smena:wrong-secret@") } });
  await savePerson(api.db, root.id, { email: "root@example.com" });
  const { sent, reason } = await tryOut("email");
  expect([sent, reason]).toEqual([false, expect.stringMatching(/^The mail server: /)]);
  expect(reason).not.toContain("wrong-secret");
  telegram.faults.push({ method: "getMe", fault: { status: 502, description: telegram.token } });
  const kept = await save({ telegram: { token: telegram.token, base: telegram.url } });
  // Telegram was away: the bot is kept, its name is not known yet.
  expect(kept.telegram).toMatchObject({ bot: null, health: { state: "ok" } });
});
