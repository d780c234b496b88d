import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MyPage } from "#api/contract/my-page.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, monday10, rules } from "#test/support/flow-world.ts";

/** Besides the calls: letters are offered, and who receives one has to begin with it. */
const configuration = `${rules}    taken: { within: 15m }
  - name: Заявки
    if: { channel: written }
    method: first_to_accept
    options: { seconds: 120 }
    members: [nadezhda, marina]
  - name: Ночные
    when: [{ days: mon-fri, time: "20:00-22:00" }]
    method: in_turn
    members: [ursula]
`;

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  api = await ApiWorld.open(database, configuration);
});

async function pageOf(key: string, lang = "ru"): Promise<MyPage> {
  const { account } = api.world;
  const manager = { account, key };
  const { cookie } = await api.joins({ role: "manager", account, manager });
  const answer = await api.call("GET", `/accounts/${account}/my-page?lang=${lang}`, { cookie });
  expect(answer.status).toBe(200);
  return answer.body;
}

const queue = ({ queues }: MyPage, name: string) => queues.find((one) => one.ruleName === name);

test("his shift, his switch, and where he stands in his rules", async () => {
  const page = await pageOf("ursula");
  expect(page).toMatchObject({ manager: "ursula", name: "Урсула", onShift: true });
  expect(page.duty).toEqual({ state: "online", until: null, by: null, why: null });
  expect(page.shiftEndsAt).toBe(monday10 + 8 * hours);
  expect(page.shifts).toHaveLength(11);
  expect(page.shifts[0]).toEqual({ from: monday10 - hours, to: monday10 + 8 * hours });
  expect(queue(page, "Звонки")).toMatchObject({ eligible: true, verdict: null, share: 0.5 });
  expect(queue(page, "Ночные")).toMatchObject({
    before: 0,
    eligible: false,
    verdict: "Шаблон сейчас не действует, снова сегодня в 20:00.",
  });
  expect(queue(page, "Заявки")).toBeUndefined();
});

test("two members of a rule stand one before the other, and whose turn it was goes behind", async () => {
  const before = async (manager: string) => queue(await pageOf(manager), "Звонки")?.before;
  expect([await before("ursula"), await before("nadezhda")].sort()).toEqual([0, 1]);
  await api.world.comes("1");
  await api.world.decide();
  const receiver = (await pageOf("ursula")).leads.length === 1 ? "ursula" : "nadezhda";
  expect(await before(receiver)).toBe(1);
});

test("who cannot receive a lead now is told why, and still where he would stand", async () => {
  api.world.clock.pass(10 * hours);
  const page = await pageOf("ursula");
  expect(page).toMatchObject({ onShift: false, shiftEndsAt: null });
  expect(queue(page, "Звонки")).toMatchObject({
    before: 0,
    eligible: false,
    verdict: "Вне смены. Ближайшая — завтра в 9:00.",
    balance: 0,
    // As if he could: who else can shares with him.
    share: 1,
  });
});

test("whoever is on pause stands where he would if he came back now", async () => {
  await api.world.comes("1");
  await api.world.decide();
  const receiver = (await pageOf("ursula")).leads.length === 1 ? "ursula" : "nadezhda";
  const cookie = await api.signedIn("head");
  const body = { manager: receiver, state: "paused" };
  await api.call("PUT", `/accounts/${api.world.account}/duty`, { cookie, body });
  expect(queue(await pageOf(receiver), "Звонки")).toMatchObject({
    ...{ before: 1, eligible: false, verdict: "На паузе.", share: 0.5 },
  });
});

test("his leads with why and until when, and why the others went to somebody else", async () => {
  await api.world.comes("1");
  await api.world.decide();
  await api.world.comes("2");
  await api.world.decide();
  const [ursula, nadezhda] = [await pageOf("ursula"), await pageOf("nadezhda")];
  for (const [own, other] of [
    [ursula, nadezhda],
    [nadezhda, ursula],
  ] as const) {
    expect(own.leads).toMatchObject([{ ruleName: "Звонки", cause: "new", taken: false }]);
    const [lead] = own.leads;
    expect(lead?.sentence).toMatch(/^Получает: /);
    expect(lead?.takeBy).toBe((lead?.at ?? 0) + 15 * minutes);
    const [passed] = own.passedOver;
    expect(passed).toMatchObject({ lead: other.leads[0]?.lead, winnerName: other.name });
    expect(passed?.sentence).not.toBe("");
    expect(own.passedOver).toHaveLength(1);
    expect(own.lost).toEqual([]);
  }
  expect((await pageOf("marina")).passedOver).toEqual([]);
});

test("what was closed today is still there, and gone tomorrow; what is open stays", async () => {
  await api.world.comes("1");
  await api.world.comes("2");
  await api.world.decide();
  const [own] = (await pageOf("ursula")).leads;
  const lead = own?.lead ?? "";
  api.world.crm.put(lead, { ...api.world.crm.held.get(lead), closed: true });
  await api.world.hook({ kind: "changed", lead });
  await api.world.decide();
  expect((await pageOf("ursula")).leads).toMatchObject([{ lead, closed: true, takeBy: null }]);
  api.world.clock.pass(24 * hours);
  expect((await pageOf("ursula")).leads).toEqual([]);
  expect((await pageOf("nadezhda")).leads).toMatchObject([{ closed: false }]);
});

test("a lead that lies before him can be accepted until its time is over", async () => {
  await api.world.comes("1", { facts: { channel: "written", source: "Сайт" } });
  await api.world.decide();
  const until = api.world.clock.now() + 2 * minutes;
  for (const manager of ["nadezhda", "marina"]) {
    const { offers } = await pageOf(manager);
    expect(offers).toMatchObject([{ lead: "1", ruleName: "Заявки", until }]);
    expect(offers[0]?.facts).toContainEqual({ name: "источник", value: "Сайт" });
  }
  expect((await pageOf("ursula")).offers).toEqual([]);

  const { account } = api.world;
  const head = await api.signedIn("head");
  const pool = async () =>
    (await api.call("GET", `/accounts/${account}/today`, { cookie: head })).body.waiting;
  expect(await pool()).toMatchObject([{ offeredTo: ["Надежда", "Марина"], offerUntil: until }]);
  const body = { manager: "nadezhda" };
  await api.call("POST", `/accounts/${account}/leads/1/decline`, { cookie: head, body });
  expect(await pool()).toMatchObject([{ offeredTo: ["Марина"], missedBy: [] }]);
  expect((await pageOf("nadezhda")).offers).toEqual([]);

  api.world.clock.pass(2 * minutes);
  expect((await pageOf("marina")).offers).toEqual([]);
});

const shifts = `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula: { name: Урсула, crm: 11, schedule: day }
  marina: { name: Марина, crm: 13, schedule: evening }
schedules:
  day: { weekly: { mon-fri: "09:00-18:00" } }
  evening: { weekly: { mon-fri: "18:00-23:00" } }
rules:
  - name: Звонки
    members: [ursula, marina]
    handover: { at_shift_end: all }
`;

test("what was taken from him, to whom it went, and why", async () => {
  api = await ApiWorld.open(database, shifts);
  const { world } = api;
  await world.watch();
  await world.comes("1");
  await world.decide();
  expect((await pageOf("ursula")).leads).toMatchObject([{ lead: "1", cause: "new" }]);
  world.clock.pass(8 * hours);
  await world.watch();
  const { leads, lost, passedOver, notices } = await pageOf("ursula", "en");
  expect(leads).toEqual([]);
  expect(lost).toMatchObject([{ lead: "1", toName: "Марина" }]);
  expect(lost[0]?.sentence).toContain("Goes to Марина");
  expect(passedOver).toEqual([]);
  expect(notices.map(({ kind }) => kind)).toEqual(["taken_away", "assigned"]);
  expect(notices[0]).toMatchObject({ lead: "1", read: false });
  expect((await pageOf("marina")).leads).toMatchObject([{ lead: "1", cause: "handover" }]);

  const cookie = await api.signedIn("head");
  const today = await api.call("GET", `/accounts/${world.account}/today`, { cookie });
  const [line] = today.body.feed.filter((one: { cause: string }) => one.cause === "handover");
  expect(line).toMatchObject({ fromName: "Урсула", managerName: "Марина" });
});

test("a head looks at anybody's page, and says at whose", async () => {
  const cookie = await api.signedIn("head");
  const ask = (query: string) =>
    api.call("GET", `/accounts/${api.world.account}/my-page${query}`, { cookie });
  expect((await ask("?manager=marina")).body).toMatchObject({ name: "Марина" });
  expect((await ask("")).body).toMatchObject({ errors: [{ path: "query.manager" }] });
  expect((await ask("?manager=nobody")).body.code).toBe("manager_not_found");
  const { account } = api.world;
  const manager = { account, key: "ursula" };
  const coach = await api.joins({ role: "head", account, manager });
  const own = await api.call("GET", `/accounts/${account}/my-page`, { cookie: coach.cookie });
  expect(own.body).toMatchObject({ name: "Урсула" });
});
