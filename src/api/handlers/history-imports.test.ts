/** The time before over HTTP: a file is tried, imported and undone, the CRM's past is read. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { importBatch } from "#flow/history-import-batch.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes, monday10, rules } from "#test/support/flow-world.ts";

const byConversion = rules.replace("method: in_turn", "method: conversion");
const DAY = 24 * hours;
let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  api = await ApiWorld.open(database, byConversion);
  cookie = await api.signedIn("head");
});

const call = (method: string, path: string, body?: object) =>
  api.call(method, `/accounts/${api.world.account}${path}`, { cookie, ...(body && { body }) });
const rule = "Звонки";
const file = [
  "ID;Ответственный;Дата создания;Статус;Дата закрытия;Бюджет",
  "1;Урсула;02.02.2026 10:00;Успешно реализовано;03.02.2026;5000",
  "2;nadezhda@cosmetics.example;02.02.2026 11:00;Закрыто и не реализовано;03.02.2026;",
  "3;13;02.02.2026 12:00;Успешно реализовано;03.02.2026;1",
  "4;Пётр;02.02.2026 12:00;Успешно реализовано;03.02.2026;1",
  "5;Урсула;вчера;Успешно реализовано;03.02.2026;1",
  "6;Надежда;02.02.2026;Договор;03.02.2026;1",
].join("\n");

async function work(): Promise<void> {
  while ((await importBatch(api.world.flow, api.world.account)) > 0);
  api.world.flow.forget(api.world.account);
  api.world.clock.pass(minutes);
  await api.world.learn();
}

const figures = async () => {
  const { body } = await call("GET", "/conversion");
  return Object.fromEntries(
    body.view.members.map(({ manager, won, received }: Record<string, unknown>) => [
      manager,
      `${won} of ${received}`,
    ]),
  );
};

test("a file is tried: who would count, who is a stranger, which lines are wrong and why", async () => {
  const { status, body } = await call("POST", "/history-imports/try", { rule, text: file });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    total: 2,
    columns: { lead: "ID", manager: "Ответственный", price: "Бюджет" },
    members: [
      { manager: "nadezhda", name: "Надежда", open: 0, won: 0, lost: 1, junk: 0 },
      { manager: "ursula", name: "Урсула", open: 0, won: 1, lost: 0, junk: 0 },
    ],
    strangers: [
      { name: "13", leads: 1 },
      { name: "Пётр", leads: 1 },
    ],
    problemsTotal: 2,
    problems: [
      { line: 6, code: "received_unreadable", value: "вчера" },
      { line: 7, code: "outcome_unknown", value: "Договор" },
    ],
  });
  expect((await call("GET", "/history-imports")).body.imports).toEqual([]);
});

test("imported leads count for whoever had them, and no more once they are taken out", async () => {
  const started = await call("POST", "/history-imports", {
    origin: "file",
    rule,
    text: file,
    outcomes: { Договор: "won" },
  });
  expect(started.body).toMatchObject({ state: "running", total: 3, ruleName: "Звонки" });
  await work();
  const { body: done } = await call("GET", `/history-imports/${started.body.id}`);
  expect(done).toMatchObject({ state: "done", added: 3, looked: 3, origin: "file" });
  expect(done.passedOver).toEqual({ not_member: 2, unreadable: 1 });
  expect(await figures()).toEqual({ nadezhda: "1 of 2", ursula: "1 of 1" });
  const undone = await call("POST", `/history-imports/${started.body.id}/undo`, {});
  expect(undone.body).toMatchObject({ state: "undone" });
  await work();
  expect(await figures()).toEqual({ nadezhda: "0 of 0", ursula: "0 of 0" });
});

test("the CRM's past is imported as far as it was the rule's", async () => {
  const { crm } = api.world;
  for (const [id, responsible, won] of [
    ["1", "11", true],
    ["2", "12", false],
    ["3", "13", true],
  ] as const) {
    const end = { won, at: monday10 - DAY, reasons: [] };
    crm.put(id, { responsible, createdAt: monday10 - 3 * DAY, closed: true, end });
  }
  const { body } = await call("GET", "/history-imports");
  expect(body).toMatchObject({ hasCrm: true, rules: [{ id: rule, name: "Звонки" }] });
  const from = monday10 - 30 * DAY;
  const started = await call("POST", "/history-imports", {
    origin: "crm",
    rule,
    from,
    to: body.switchedOnAt,
  });
  await work();
  const { body: done } = await call("GET", `/history-imports/${started.body.id}`);
  expect(done).toMatchObject({ state: "done", added: 2, from, passedOver: { not_member: 1 } });
  expect(await figures()).toEqual({ nadezhda: "0 of 1", ursula: "1 of 1" });
});

test.each([
  ["a rule that is not there", { origin: "file", rule: "X", text: file }, "rule_not_found"],
  ["a file of nothing", { origin: "file", rule, text: "" }, "history_unreadable"],
  [
    "a stretch that ends before it begins",
    { origin: "crm", rule, from: 2, to: 1 },
    "input_invalid",
  ],
])("%s is refused", async (_, body, code) => {
  expect((await call("POST", "/history-imports", body)).body.code).toBe(code);
});

test("a rule by turns has no book to fill", async () => {
  const { flow, account } = api.world;
  await importConfiguration(flow, { account, text: rules, by: "test" });
  flow.forget(account);
  const { body } = await call("POST", "/history-imports", { origin: "file", rule, text: file });
  expect(body.code).toBe("rule_not_by_sales");
});

test("an import that is not there cannot be looked at nor undone", async () => {
  expect((await call("GET", "/history-imports/999999")).body.code).toBe("import_not_found");
  expect((await call("POST", "/history-imports/999999/undo", {})).body.code).toBe(
    "import_not_found",
  );
});

test("a column chosen by mistake is told by its hundred most frequent words", async () => {
  const lines = Array.from({ length: 300 }, (_, place) =>
    [
      place,
      place % 2 ? "Урсула" : `Гость ${place}`,
      "02.02.2026",
      `слово ${place}`,
      "03.02.2026",
      "",
    ].join(";"),
  );
  const text = [file.split("\n")[0], ...lines, "x;Урсула;02.02.2026;слово 299;03.02.2026;"].join(
    "\n",
  );
  const { body } = await call("POST", "/history-imports/try", { rule, text });
  expect(body).toMatchObject({ wordsTotal: 300, total: 0, problemsTotal: 301 });
  expect(body.words).toHaveLength(100);
});

test("what a file calls its columns and words cannot reach into the service", async () => {
  const names = ["__proto__", "constructor", "toString"];
  const text = [
    ["ID", "Ответственный", "Дата создания", ...names].join(";"),
    ...names.map((name, place) => [place, name, "02.02.2026", name, "", ""].join(";")),
  ].join("\n");
  const body = `{"rule":"${rule}","text":${JSON.stringify(text)},"columns":{"outcome":"__proto__"},"outcomes":{"__proto__":"won","constructor":"lost"}}`;
  const answer = await call("POST", "/history-imports/try", JSON.parse(body));
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ total: 0, strangersTotal: 3 });
  expect({}).not.toHaveProperty("won");
});

test("a file may be larger than other bodies", async () => {
  const text = `${file}\n${"7;Урсула;02.02.2026;Успешно реализовано;03.02.2026;1\n".repeat(50_000)}`;
  expect(text.length).toBeGreaterThan(2 * 2 ** 20);
  const { status, body } = await call("POST", "/history-imports/try", { rule, text });
  expect(status).toBe(200);
  expect(body.problemsTotal).toBe(50_001);
  expect(body.problems).toHaveLength(100);
});
