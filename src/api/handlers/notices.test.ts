import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { queueNotices } from "#flow/notices.ts";
import { askOnce } from "#flow/notify-listen.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes } from "#test/support/flow-world.ts";
import { TelegramStandIn } from "#test/support/telegram-stand-in.ts";

let database: Database;
let api: ApiWorld;
let telegram: TelegramStandIn;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.kysely.deleteFrom("setting").execute();
  api = await ApiWorld.open(database);
  telegram = await TelegramStandIn.open();
});
afterEach(() => telegram.close());

async function tell(...to: readonly (string | null)[]): Promise<void> {
  const at = api.world.clock.now();
  const notices = to.map((manager) =>
    manager === null
      ? ({
          kind: "not_at_work",
          params: { manager: "marina", since: at - 10 * minutes },
          to: { role: "head" },
          ...{ lead: null, decision: null, at },
        } as const)
      : ({
          kind: "offer",
          params: { until: at + minutes },
          to: { manager },
          ...{ lead: "1", decision: null, at },
        } as const),
  );
  await api.db.transaction().execute((tx) => queueNotices(tx, api.world.account, notices));
}

const list = async (cookie: string, query = "") =>
  (await api.call("GET", `/accounts/${api.world.account}/notices${query}`, { cookie })).body;
const me = async (cookie: string, body?: object) =>
  (await api.call(body ? "PUT" : "GET", "/me/notifications", { cookie, ...(body && { body }) }))
    .body;

test("everybody is shown what he was told himself, in words, and how much is unread", async () => {
  const ursula = await api.signedIn("manager");
  const head = await api.signedIn("head");
  await api.world.comes("1", { name: "Заявка 1001" });
  await api.world.decide();
  await api.db.deleteFrom("notice").execute();
  await tell("ursula", "nadezhda", null);
  expect(await list(ursula)).toEqual({
    notices: [
      {
        id: expect.any(Number),
        at: api.world.clock.now(),
        kind: "offer",
        title: "Примете сделку «Заявка 1001»?",
        sentence: expect.stringMatching(/^Вам предложена сделка «Заявка 1001»\..* ещё 1 минуту\.$/),
        lead: "1",
        leadName: "Заявка 1001",
        leadUrl: `${api.world.address}/leads/detail/1`,
        usefulUntil: api.world.clock.now() + minutes,
        read: false,
      },
    ],
    unread: 1,
  });
  const told = await list(head, "?lang=en");
  expect(told.notices.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
    "Марина is on shift by schedule (it began today at 9:50), but neither on duty nor in the CRM.",
  ]);
  expect(await list(await api.signedIn("observer"))).toEqual({ notices: [], unread: 0 });
});

test("what was read is read for him alone", async () => {
  const [ursula, again] = [await api.signedIn("manager"), await api.signedIn("manager")];
  await tell("ursula", "ursula");
  const { notices } = await list(ursula);
  const path = `/accounts/${api.world.account}/notices/read`;
  const body = { upTo: notices[1].id };
  expect((await api.call("POST", path, { cookie: ursula, body })).status).toBe(200);
  expect((await list(ursula)).unread).toBe(1);
  expect((await list(ursula, "?unread=true")).notices).toMatchObject([{ id: notices[0].id }]);
  expect((await list(ursula)).notices).toMatchObject([{ read: false }, { read: true }]);
  expect((await list(again)).unread).toBe(2);
});

test("everybody chooses for himself, and only among what can be told to him", async () => {
  const [ursula, head] = [await api.signedIn("manager"), await api.signedIn("head")];
  const before = await me(ursula);
  expect(before).toMatchObject({
    language: "ru",
    email: null,
    available: { email: false, telegram: false },
    telegramLinked: false,
    troubles: [],
  });
  const kinds = (view: { choices: { kind: string }[] }) => view.choices.map(({ kind }) => kind);
  expect(kinds(before)).toContain("offer");
  expect(kinds(before)).not.toContain("not_at_work");
  expect(kinds(await me(head))).toEqual([
    "waiting_long",
    "kept_though_missed",
    "stopped_fight",
    "paused_by_system",
    "not_at_work",
  ]);
  expect(kinds(await me(await api.signedIn("observer")))).toEqual([]);
  const quiet = { kind: "offer", inApp: false, email: false, telegram: true };
  const body = { language: "en", email: "ursula@example.com", choices: [quiet] };
  const saved = await me(ursula, body);
  expect(saved).toMatchObject({ language: "en", email: "ursula@example.com" });
  expect(saved.choices).toContainEqual(quiet);
  expect(await me(ursula, {})).toEqual(saved);
  expect((await me(ursula, { email: null })).email).toBeNull();
  await tell("ursula");
  // He does not want to see it, so it waits for nobody.
  expect(await list(ursula)).toMatchObject({ unread: 0, notices: [{ read: true }] });
});

test.each([
  { email: "nobody" },
  { email: "a@example.com\r\nBcc: b@example.com" },
  { language: "de" },
  { choices: [{ kind: "nothing", inApp: true, email: true, telegram: true }] },
])("%j is refused", async (body) => {
  expect((await me(await api.signedIn("manager"), body)).code).toBe("input_invalid");
});

test("a chat is linked by a code that only he sees, and forgotten when he says so", async () => {
  const [root, ursula] = [await api.signedIn("administrator"), await api.signedIn("manager")];
  const link = async () =>
    (await api.call("POST", "/me/notifications/telegram", { cookie: ursula, body: {} })).body;
  expect((await link()).code).toBe("channel_off");
  const settings = { telegram: { token: telegram.token, base: telegram.url, updates: "asked" } };
  const saved = await api.call("PUT", "/settings/notifications", { cookie: root, body: settings });
  expect(saved.body.telegram.bot).toBe("smena_test_bot");
  const { code, url, expiresAt } = await link();
  expect(url).toBe(`https://t.me/smena_test_bot?start=${code}`);
  expect(expiresAt).toBe(api.world.clock.now() + 15 * minutes);
  expect(
    JSON.stringify(await api.db.selectFrom("notice_person").selectAll().execute()),
  ).not.toContain(code);
  await telegram.says("11", `/start ${code}`);
  await askOnce(api.notify, new AbortController().signal);
  expect(telegram.told("11")).toHaveLength(1);
  expect((await me(ursula)).telegramLinked).toBe(true);
  await api.call("DELETE", "/me/notifications/telegram", { cookie: ursula });
  expect((await me(ursula)).telegramLinked).toBe(false);
});

test("the command line is told nothing, since it is nobody", async () => {
  const ask = async (path: string) => (await api.local.request(`/api/v1${path}`)).json();
  expect(await ask("/me/notifications")).toMatchObject({ code: "role_forbidden" });
  await tell(null);
  const { notices } = await ask(`/accounts/${api.world.account}/notices`);
  expect(notices).toHaveLength(1);
});
