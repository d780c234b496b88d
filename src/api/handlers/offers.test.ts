import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules } from "#test/support/flow-world.ts";

const configuration = `${rules}    taken: { within: 15m }
  - name: Заявки
    if: { channel: written }
    method: first_to_accept
    options: { seconds: 120 }
    taken: { within: 15m, by: [call] }
    members: [nadezhda, marina]
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

const signedIn = async (key: string) => {
  const { account } = api.world;
  const manager = { account, key };
  return (await api.joins({ role: "manager", account, manager })).cookie;
};
const does = async (what: "accept" | "decline" | "take", key: string, cookie?: string) =>
  await api.call("POST", `/accounts/${api.world.account}/leads/1/${what}`, {
    cookie: cookie ?? (await signedIn(key)),
    body: { manager: key },
  });
const comes = async (channel: string) => {
  await api.world.comes("1", { facts: { channel } });
  await api.world.decide();
};

test("the first who accepts is told so, and the others who was first", async () => {
  await comes("written");
  expect((await does("accept", "ursula")).body).toEqual({
    outcome: "not_offered",
    winner: null,
    sentence: "Эта сделка вам сейчас не предложена.",
  });
  expect((await does("accept", "marina")).body).toMatchObject({
    outcome: "yours",
    winner: "Марина",
  });
  expect((await does("accept", "nadezhda")).body).toEqual({
    outcome: "given",
    winner: "Марина",
    sentence: "Первое согласие было не ваше: сделка у менеджера Марина.",
  });
});

test("an offer can be declined, and is over when its time is", async () => {
  await comes("written");
  expect((await does("decline", "marina")).body).toEqual({ outcome: "declined" });
  expect((await does("accept", "marina")).body.outcome).toBe("not_offered");
  api.world.clock.pass(2 * minutes);
  expect((await does("accept", "nadezhda")).body.outcome).toBe("over");
  expect((await does("decline", "nadezhda")).body).toEqual({ outcome: "over" });
});

test("a head accepts for a manager", async () => {
  await comes("written");
  const head = await api.signedIn("head");
  expect((await does("accept", "marina", head)).body.outcome).toBe("yours");
  expect((await does("accept", "nobody", head)).body.code).toBe("manager_not_found");
});

test("whoever has a lead begins with it, once and again, and nobody else does", async () => {
  await comes("call");
  const { account } = api.world;
  const pages = await Promise.all(
    ["ursula", "nadezhda"].map(async (key) => {
      const cookie = await signedIn(key);
      const page = async () =>
        (await api.call("GET", `/accounts/${account}/my-page`, { cookie })).body.leads[0];
      return { key, page, lead: await page() };
    }),
  );
  const [own] = pages.filter(({ lead }) => lead !== undefined);
  const [other] = pages.filter(({ lead }) => lead === undefined);
  expect(own?.lead).toMatchObject({ taken: false });
  expect((await does("take", other?.key ?? "")).body.code).toBe("lead_not_takeable");
  expect((await does("take", own?.key ?? "")).status).toBe(200);
  expect((await does("take", own?.key ?? "")).status).toBe(200);
  expect(await own?.page()).toMatchObject({ taken: true, takeBy: null });
});

test("where the rule waits for a call, saying so is not enough", async () => {
  await comes("written");
  await does("accept", "marina");
  expect((await does("take", "marina")).body.code).toBe("lead_not_takeable");
});
