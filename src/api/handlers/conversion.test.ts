/** Rules by sales over HTTP: what is shown of them, to whom, and in which words. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isControl } from "#core/methods/control.ts";
import { findAccount } from "#store/accounts.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, rules } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());

const won = { closed: true, end: { won: true, at: null, reasons: [] } };
const lost = { closed: true, end: { won: false, at: null, reasons: ["Дорого"] } };

const open = async (method: string, text = rules) => {
  api = await ApiWorld.open(database, text.replace("method: in_turn", method));
};

async function come(from: number, to: number): Promise<void> {
  const { world } = api;
  for (let id = from; id <= to; id += 1) {
    world.clock.pass(minutes);
    await world.comes(String(id), { facts: { source: "site", price: 1_000 } });
    await world.decide();
  }
  await world.deliver();
  world.clock.pass(10 * minutes);
}

async function end(lead: number, how: Parameters<typeof api.world.comes>[1]): Promise<void> {
  const { world } = api;
  world.clock.pass(minutes);
  world.crm.put(String(lead), how);
  await world.hook({ kind: "changed", lead: String(lead), changedAt: world.clock.now() });
  await world.decide();
}

const ask = async (path = "", role: Parameters<typeof api.signedIn>[0] = "observer") => {
  const cookie = await api.signedIn(role);
  return await api.call("GET", `/accounts/${api.world.account}/conversion${path}`, { cookie });
};

test("who may see it", async () => {
  await open("method: conversion");
  const seen = await Promise.all(
    (["administrator", "head", "observer", "manager"] as const).map(
      async (role) => (await ask("", role)).status,
    ),
  );
  expect(seen).toEqual([200, 200, 200, 403]);
  expect((await ask("/shares", "manager")).status).toBe(403);
});

test("an account without a rule by sales has nothing to show", async () => {
  await open("method: in_turn");
  expect((await ask()).body).toMatchObject({ rules: [], view: null });
  expect((await ask("/shares")).body).toMatchObject({ days: [], members: [] });
});

test("a rule that there is not, or that does not share by sales, is not found", async () => {
  await open("method: conversion");
  for (const rule of ["Нет", "constructor"]) {
    const { status, body } = await ask(`?rule=${encodeURIComponent(rule)}`);
    expect([status, body.code]).toEqual([404, "rule_not_found"]);
  }
});

describe("by conversion", () => {
  beforeEach(() => open("method: conversion"));

  test("until the first sale shares are equal, and that is said", async () => {
    await come(1, 4);
    await end(1, lost);
    const { body } = await ask();
    expect(body.rules).toEqual([
      {
        id: "Звонки",
        name: "Звонки",
        method: "conversion",
        methodName: "по конверсии",
        mode: "live",
      },
    ]);
    expect(body.view).toMatchObject({ hasSold: false, nextAt: null, control: null, imported: 0 });
    expect(body.view.headline).toBe("Сделок: 4, продаж пока нет: делим поровну до первой продажи.");
    const shares = body.view.members.map(({ share }: { share: number }) => share);
    expect(shares).toEqual([0.5, 0.5]);
    const english = (await ask("?lang=en")).body.view;
    expect(english.headline).toBe(
      "4 leads, none is sold yet: shares are equal until the first sale.",
    );
  });

  test("a sale moves the share at once, with its reason, its numbers and how sure they are", async () => {
    await come(1, 6);
    await end(1, won);
    const { view } = (await ask()).body;
    const [seller] = view.members.filter((one: { won: number }) => one.won === 1);
    expect(seller).toMatchObject({
      received: 3,
      counts: { open: 2, won: 1, lost: 0, missed: 0, junk: 0 },
      matured: null,
      comparison: "not_enough",
      dayAgo: 0.5,
      comfort: null,
      comfortIsWritten: false,
      soldFor: 1_000,
      reopened: 0,
    });
    expect(seller.share).toBeGreaterThan(0.5);
    expect(seller.low).toBeLessThan(seller.estimate);
    expect(seller.high).toBeGreaterThan(seller.estimate);
    expect(seller.phrase).toMatch(/^1 из 3, оценка \d+,\d % \(.+\), команда 14,3 %, доля сегодня/);
    expect(seller.comparisonSentence).toMatch(/^Данных пока мало/);
    expect(seller.because).toHaveLength(1);
    expect(seller.because[0].sentence).toMatch(/^\+\d+,\d п\.п\.: 1 продажа, 3 новые сделки$/);
    expect(seller.load).toBeGreaterThan(0);
    expect(view.hasSold).toBe(true);
    expect(view.headline).toMatch(/^Команда продаёт 14,3 % сделок: 1 из 6\. Ни о ком пока/);
    const [, other] = (await ask("?lang=en")).body.view.members.toSorted(
      (a: { won: number }, b: { won: number }) => b.won - a.won,
    );
    expect(other.because[0].sentence).toMatch(
      /^−\d+\.\d pp: 3 new leads; the others: 1 sale, 3 new leads$|^−\d+\.\d pp: 3 new leads$/,
    );
  });

  test("the rules' own screen tells the same share, and «Почему?» that sales made it", async () => {
    await come(1, 6);
    await end(1, won);
    await come(7, 7);
    const shares = (await ask()).body.view.members.map(({ share }: { share: number }) => share);
    const cookie = await api.signedIn("head");
    const at = `/accounts/${api.world.account}`;
    const [rule] = (await api.call("GET", `${at}/rules`, { cookie })).body.rules;
    const told = rule.members.map(({ share }: { share: number }) => share);
    expect(told.toSorted()).toEqual(shares.toSorted());
    const why = async (id: number) =>
      (await api.call("GET", `${at}/decisions/${id}`, { cookie })).body;
    expect((await why(1)).bySales).toBe(false);
    const { bySales, members } = await why(7);
    expect(bySales).toBe(true);
    expect(members[0].sentence).toMatch(/\d из \d, оценка .+, команда .+, доля сегодня .+ %\.$/);
  });

  test("a leader's own settings are told as they hold", async () => {
    await open(
      "method: conversion\n    options: { floor: 30, since: 2026-03-01 }",
      rules.replace("Урсула, crm: 11,", "Урсула, crm: 11, comfort: 40,"),
    );
    const { view } = (await ask()).body;
    expect(view.settings).toEqual({
      floor: 0.3,
      ceiling: 2,
      since: "2026-03-01",
      halfLifeDays: null,
      perSource: false,
      loadCurve: true,
      comfort: { ursula: 40, nadezhda: null },
    });
    expect(view.members.map((one: { comfort: number }) => one.comfort)).toEqual([null, 40]);
  });

  test("shares over time: equal before the rule began, then what they were at the end of each day", async () => {
    await come(1, 4);
    await end(1, won);
    const seller = (await ask()).body.view.members.find((one: { won: number }) => one.won === 1);
    api.world.clock.pass(48 * hours);
    await come(5, 6);
    await end(2, won);
    const { body } = await ask("/shares?days=4");
    expect(body.days).toEqual(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]);
    const line = body.members.find((one: { manager: string }) => one.manager === seller.manager);
    expect(line.shares[0]).toBe(0.5);
    expect(line.shares[1]).toBe(seller.share);
    expect(line.shares[2]).toBe(seller.share);
    const sums = body.days.map((_: string, day: number) =>
      body.members.reduce(
        (sum: number, one: { shares: number[] }) => sum + (one.shares[day] ?? 0),
        0,
      ),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1, 9);
    expect((await ask("/shares?days=1")).body.code).toBe("input_invalid");
  });

  test("shares over the last hour move within it, minute by minute", async () => {
    await come(1, 4);
    await end(1, won);
    const { view } = (await ask()).body;
    const seller = view.members.find((one: { won: number }) => one.won === 1);
    expect(view.since).toBeLessThanOrEqual(api.world.clock.now());
    api.world.clock.pass(20 * minutes);
    const { body } = await ask("/shares?span=hour");
    expect(body.days).toHaveLength(60);
    expect(body.days.at(-1)).toMatch(/^2026-03-02T1\d:\d\d$/);
    const line = body.members.find((one: { manager: string }) => one.manager === seller.manager);
    expect(line.shares[0]).toBe(0.5);
    expect(line.shares.at(-1)).toBe(seller.share);
    expect(line.shares.indexOf(seller.share)).toBeGreaterThan(30);
    expect((await ask("/shares?span=day")).body.days).toHaveLength(96);
  });

  test("months stand side by side with how much of them has matured", async () => {
    await come(1, 4);
    await end(1, won);
    api.world.clock.pass(42 * 24 * hours);
    await come(5, 6);
    const { cohorts } = (await ask()).body.view;
    expect(cohorts).toMatchObject([
      { month: "2026-03", received: 4, won: 1, open: 3 },
      { month: "2026-04", received: 2, won: 0, open: 2 },
    ]);
    expect(cohorts[0].matured).toBeGreaterThan(cohorts[1].matured);
  });
});

describe("adaptive", () => {
  beforeEach(() => open("method: adaptive"));

  test("shares move at midnight; the numbers are those of the night", async () => {
    await api.world.learn();
    await come(1, 6);
    for (const id of [1, 3]) await end(id, won);
    const before = (await ask()).body.view;
    expect(before.members.map((one: { share: number }) => one.share)).toEqual([0.5, 0.5]);
    expect(before.headline).toMatch(/Доли равны: 50,0 %\.$/);
    // Midnight in Tomsk.
    api.world.clock.pass(14 * hours);
    await api.world.learn();
    const { view, timeZone } = (await ask()).body;
    expect(timeZone).toBe("Asia/Tomsk");
    expect(new Date(view.asOf).toISOString()).toBe("2026-03-02T17:00:00.000Z");
    expect(new Date(view.nextAt).toISOString()).toBe("2026-03-03T17:00:00.000Z");
    const seller = view.members.find((one: { won: number }) => one.won === 2);
    expect(seller.matured).toBeGreaterThan(0);
    expect(seller).toMatchObject({ comfortIsWritten: false, isNew: false });
    expect(seller.comfort).toBeGreaterThan(0);
  });

  test("the control group stands beside the rest, and is not made more of than it is", async () => {
    await api.world.learn();
    await come(1, 6);
    for (const id of [1, 3]) await end(id, won);
    expect((await ask()).body.view.control).toBeNull();
    api.world.clock.pass(24 * hours);
    await come(7, 8);
    const { world } = api;
    const account = await findAccount(api.db, world.account);
    const desk = account && (await world.flow.desks.read(api.db, account));
    if (!desk) throw new Error("there is no desk");
    let id = 9;
    while (!isControl(desk.program, desk.state, String(id))) id += 1;
    await come(id, id + 3);
    await end(id, won);
    const { control } = (await ask()).body.view;
    expect(control).toMatchObject({
      control: { received: 1, won: 1, rate: 1 },
      rest: { received: 3, won: 0, rate: 0 },
      isTold: false,
    });
    expect(control.sentence).toMatch(
      /^По очереди продано 1 из 1, 100,0 % \(.+\); по долям 0 из 3, .+ Разница пока не отличима от случайной/,
    );
    const english = (await ask("?lang=en")).body.view.control;
    expect(english.sentence).toMatch(/The difference cannot be told from chance yet/);
  });
});
