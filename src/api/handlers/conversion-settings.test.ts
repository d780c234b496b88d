/** Settings of a rule by sales: looked at before, written into the YAML, refused where they must be. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConversionSettings } from "#api/contract/conversion-view.ts";
import { findConfiguration } from "#store/configurations.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes } from "#test/support/flow-world.ts";

const text = `# Наша команда
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula:   { name: Урсула,  crm: 11 }                            # с марта
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example }
  marina:   { name: Марина,  crm: 13, comfort: 30 }
rules:
  # Сначала звонки.
  - name: Звонки
    method: adaptive
    options: { floor: 20, since: 2026-02-01 }  # договорились
    members: [ursula, nadezhda]
`;

let database: Database;
let api: ApiWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  api = await ApiWorld.open(database, text);
});

const won = { closed: true, end: { won: true, at: null, reasons: [] } };

type Role = Parameters<typeof api.signedIn>[0];
const callAs = async (role: Role, method: string, [path, body]: readonly [string, unknown?]) => {
  const cookie = await api.signedIn(role);
  const address = `/accounts/${api.world.account}/conversion${path}`;
  return await api.call(method, address, { cookie, body });
};
const call = (method: string, path: string, body?: unknown) => callAs("head", method, [path, body]);
const view = async () => (await call("GET", "")).body;
const held = async (): Promise<ConversionSettings> => (await view()).view.settings;

/** The lines of the active text that are no lines of the first one. */
async function newLines(): Promise<readonly string[]> {
  const { version } = await view();
  const stored = await findConfiguration(api.db, { account: api.world.account, version });
  const known = new Set(text.split("\n"));
  return (stored?.text ?? "").split("\n").filter((line) => !known.has(line));
}

/** Ten leads, of which somebody has sold some, and a night over it. */
async function sell(): Promise<void> {
  const { world } = api;
  for (let id = 1; id <= 10; id += 1) {
    world.clock.pass(minutes);
    await world.comes(String(id), {});
    await world.decide();
  }
  await world.deliver();
  world.clock.pass(10 * minutes);
  for (const id of ["1", "3", "5"]) {
    world.crm.put(id, won);
    await world.hook({ kind: "changed", lead: id, changedAt: world.clock.now() });
  }
  await world.decide();
  world.clock.pass(14 * hours);
  await world.learn();
}

test("who may change them", async () => {
  const body = { rule: "Звонки", version: 1, settings: await held() };
  const { version: _, ...preview } = body;
  const statuses = async (role: Role) => [
    (await callAs(role, "POST", ["/preview", preview])).status,
    (await callAs(role, "PUT", ["/settings", body])).status,
  ];
  expect(await statuses("head")).toEqual([200, 200]);
  expect(await statuses("administrator")).toEqual([200, 200]);
  expect(await statuses("observer")).toEqual([403, 403]);
  expect(await statuses("manager")).toEqual([403, 403]);
});

test("what is previewed is what happens after saving, to the bit", async () => {
  await sell();
  const settings = {
    ...(await held()),
    floor: 0.5,
    ceiling: 1.2,
    comfort: { ursula: 40, nadezhda: 3 },
  };
  const preview = (await call("POST", "/preview", { rule: "Звонки", settings })).body;
  expect(preview.members).toHaveLength(2);
  expect(preview.difference).toContain(
    "+    options: { floor: 50, since: 2026-02-01, ceiling: 1.2 }",
  );
  expect((await view()).version).toBe(1);
  const saved = await call("PUT", "/settings", { rule: "Звонки", version: 1, settings });
  expect(saved.body).toEqual({ version: 2, applied: true });
  await api.world.learn();
  const after = (await view()).view;
  expect(after.settings).toEqual(settings);
  expect(
    after.members.map(({ manager, share }: { manager: string; share: number }) => [manager, share]),
  ).toEqual(
    preview.members.map(({ manager, to }: { manager: string; to: number }) => [manager, to]),
  );
});

test("a preview says by what each share would move, in both languages", async () => {
  await sell();
  const settings = { ...(await held()), comfort: { ursula: 2, nadezhda: 60 } };
  const body = { rule: "Звонки", settings };
  const reasons = async (lang: string) => {
    const { members } = (await call("POST", `/preview?lang=${lang}`, body)).body;
    return members.flatMap(({ because }: { because: { sentence: string }[] }) =>
      because.map(({ sentence }) => sentence),
    );
  };
  expect(await reasons("ru")).toContainEqual(
    expect.stringMatching(/^−\d+,\d п\.п\.: удобно теперь 2 в месяц \(было \d+\)$/),
  );
  expect(await reasons("en")).toContainEqual(
    expect.stringMatching(/^−\d+\.\d pp: 2 a month are comfortable now \(\d+ before\)$/),
  );
});

test("«count since» leaves out what came before, already in the preview", async () => {
  await sell();
  const settings = { ...(await held()), since: "2026-03-03" };
  const { members } = (await call("POST", "/preview", { rule: "Звонки", settings })).body;
  expect(members.map(({ to }: { to: number }) => to)).toEqual([0.5, 0.5]);
  expect(members[0].because[0].sentence).toMatch(/больше не в счёт/);
});

test("only what changes is written; comments, order and alignment stay", async () => {
  const settings = await held();
  expect(settings).toMatchObject({ floor: 0.2, since: "2026-02-01" });
  const next = {
    ...settings,
    since: null,
    halfLifeDays: 270,
    comfort: { ursula: 36, nadezhda: null },
  };
  await call("PUT", "/settings", { rule: "Звонки", version: 1, settings: next });
  expect(await newLines()).toEqual([
    "  ursula:   { name: Урсула,  crm: 11, comfort: 36 }                            # с марта",
    "    options: { floor: 20, half_life: 270d }  # договорились",
  ]);
  const stored = await findConfiguration(api.db, { account: api.world.account, version: 2 });
  expect(stored?.createdBy).toMatch(/^head-/);
});

test("what is as the method has it is taken out, and saving the old settings again undoes", async () => {
  const before = await held();
  const plain = {
    ...{ floor: 0.15, ceiling: 2, since: null, halfLifeDays: null },
    ...{ perSource: false, loadCurve: true, comfort: { ursula: null, nadezhda: null } },
  };
  await call("PUT", "/settings", { rule: "Звонки", version: 1, settings: plain });
  expect(await newLines()).toEqual([]);
  expect(await held()).toEqual(plain);
  await call("PUT", "/settings", { rule: "Звонки", version: 2, settings: before });
  expect(await held()).toEqual(before);
  expect(await newLines()).toEqual(["    options: { floor: 20, since: 2026-02-01 }"]);
});

test("settings as they are already change nothing", async () => {
  const body = { rule: "Звонки", version: 1, settings: await held() };
  expect((await call("PUT", "/settings", body)).body).toEqual({ version: 1, applied: false });
});

test("what somebody else has changed meanwhile is not written over", async () => {
  const settings = { ...(await held()), floor: 0.3 };
  await call("PUT", "/settings", { rule: "Звонки", version: 1, settings });
  const late = { ...settings, floor: 0.4 };
  const answer = await call("PUT", "/settings", { rule: "Звонки", version: 1, settings: late });
  expect([answer.status, answer.body.code]).toEqual([409, "configuration_changed"]);
  expect((await held()).floor).toBe(0.3);
});

test.each([
  ["a floor above an equal share", { floor: 1.5 }],
  ["a ceiling below it", { ceiling: 0.5 }],
  ["no date", { since: "2026-02-31" }],
  ["a half-life of no time", { halfLifeDays: 0 }],
  ["a comfortable rate below nothing", { comfort: { ursula: -1 } }],
  ["somebody who is no member", { comfort: { marina: 10 } }],
  ["a name of the language's own", { comfort: { constructor: 10 } }],
  ["something unknown", { colour: "red" }],
])("%s is refused", async (_, wrong) => {
  const settings = { ...(await held()), ...wrong };
  for (const answer of [
    await call("POST", "/preview", { rule: "Звонки", settings }),
    await call("PUT", "/settings", { rule: "Звонки", version: 1, settings }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([400, "input_invalid"]);
  }
  expect((await view()).version).toBe(1);
});

test("a rule that does not share by sales has no such settings", async () => {
  const settings = await held();
  const { status, body } = await call("POST", "/preview", { rule: "Нет", settings });
  expect([status, body.code]).toEqual([404, "rule_not_found"]);
});

test("a text with aliases is left to people", async () => {
  const odd = text
    .replace("options: { floor: 20, since: 2026-02-01 }", "options: &usual { floor: 20 }")
    .concat("  - { name: Ещё, method: adaptive, options: *usual, members: [marina] }\n");
  api = await ApiWorld.open(database, odd);
  const settings = { ...(await held()), floor: 0.3, comfort: { marina: null } };
  const answer = await call("PUT", "/settings", { rule: "Ещё", version: 1, settings });
  expect([answer.status, answer.body.code]).toEqual([422, "configuration_by_hand"]);
});
