import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { rules } from "#test/support/flow-world.ts";

let database: Database;
let api: ApiWorld;
let cookie: string;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
  const night = "  - name: Ночь\n    if: { channel: call, source: Сайт }\n    members: [marina]\n";
  api = await ApiWorld.open(database, rules + night);
  cookie = await api.signedIn("observer");
  const { world } = api;
  for (const id of ["1", "2", "3"]) await world.comes(id, { facts: { source: "Сайт" } });
  await world.comes("4", { facts: { channel: "written", source: "Сайт" } });
  await world.decide();
});
afterAll(() => database.close());

const get = async (path: string) =>
  (await api.call("GET", `/accounts/cosmetics/decisions${path}`, { cookie })).body;

test("«why not» of somebody in turn says how much more would have had to be owed to him", async () => {
  const why = await get("/3");
  const [other] = why.members.filter(({ chosen }: { chosen: boolean }) => !chosen);
  expect(why.others.map(({ manager }: { manager: string }) => manager).sort()).toEqual(
    [other.manager, "marina"].sort(),
  );
  expect(await get(`/3/counterfactual?manager=${other.manager}&lang=ru`)).toEqual({
    manager: other.manager,
    name: other.name,
    found: true,
    sentence: expect.stringMatching(
      /^Если бы этому менеджеру причиталось на 0,\d+ сделки больше, решение было бы: получает /,
    ),
  });
});

test("«why not» of somebody in no rule that the lead meets says which fact", async () => {
  const { found, sentence } = await get("/4/counterfactual?manager=ursula&lang=en");
  const expected = "If the lead had said “channel: call”, the lead would have gone to Урсула.";
  expect([found, sentence]).toEqual([true, expected]);
});

test("«why not» where nothing small is enough says so", async () => {
  const { found, sentence } = await get("/1/counterfactual?manager=marina&lang=en");
  expect(sentence).toBe("No small change would have given the lead to Марина.");
  expect(found).toBe(false);
});

test("a decision or a manager that there is not is told apart", async () => {
  expect((await get("/99/counterfactual?manager=marina")).code).toBe("decision_not_found");
  expect((await get("/1/counterfactual?manager=nobody")).code).toBe("manager_not_found");
  expect((await get("/1/counterfactual")).code).toBe("input_invalid");
});
