/** Two hundred clicks on one offer, over real connections: from fourteen browsers and from programs. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "#cli/listen.ts";
import { sweepAccount } from "#flow/sweep.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes } from "#test/support/flow-world.ts";

const keys = Array.from({ length: 14 }, (_, index) => `manager-${index + 1}`);
const configuration = `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
${keys.map((key, index) => `  ${key}: { name: "Менеджер ${index + 1}", crm: ${100 + index} }`).join("\n")}
rules:
  - name: Кто первый
    availability: [duty]
    method: first_to_accept
    members: [${keys.join(", ")}]
`;
const CLICKS = 200;

interface Door {
  readonly port: number;
  readonly cookie: string | null;
  readonly manager: string;
}

describe.each(engines)("an offer on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  test("of two hundred who accept at once one has the lead, and all the others are told who", async () => {
    const api = await ApiWorld.open(database, configuration);
    const { world } = api;
    const unlike = { email: null, group: null, active: true, admin: false };
    world.crm.people.push(
      ...keys.map((name, index) => ({ ...unlike, id: `${100 + index}`, name })),
    );
    // Users are read again after a while.
    world.clock.pass(11 * minutes);
    await sweepAccount(world.flow, world.account);
    await world.comes("1");
    await world.decide();

    const network = await listen(api.network.fetch, { port: 0, host: "127.0.0.1" });
    const local = await listen(api.local.fetch, { port: 0, host: "127.0.0.1" });
    const browsers = await Promise.all(
      keys.map(async (key): Promise<Door> => {
        const { account } = world;
        const manager = { account, key };
        const { cookie } = await api.joins({ role: "manager", account, manager });
        return { port: network.port, cookie, manager: key };
      }),
    );
    const programs = keys.map((manager): Door => ({ port: local.port, cookie: null, manager }));
    const doors = [...browsers, ...programs];
    const clicks = Array.from(
      { length: CLICKS },
      (_, index) => doors[index % doors.length] as Door,
    );
    const click = async ({ port, cookie, manager }: Door) => {
      const path = `/api/v1/accounts/${world.account}/leads/1/accept?lang=en`;
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(cookie && { cookie }) },
        body: JSON.stringify({ manager }),
      });
      return { manager, status: response.status, answer: await response.json() };
    };
    const answers = await Promise.all(clicks.map(click));

    expect(answers.map(({ status }) => status)).toEqual(clicks.map(() => 200));
    const winners = new Set(answers.map(({ answer }) => answer.winner));
    expect(winners.size).toBe(1);
    const [name] = [...winners];
    const [key] = answers.flatMap(({ manager, answer }) =>
      answer.outcome === "yours" ? manager : [],
    );
    for (const { manager, answer } of answers) {
      expect(answer.outcome).toBe(manager === key ? "yours" : "given");
      if (manager !== key) expect(answer.sentence).toContain(name);
    }
    expect(await world.decisions("1")).toEqual(["new waiting null", `released assigned ${key}`]);
    await world.deliver();
    expect(world.crm.writes).toHaveLength(1);

    await Promise.all([network.close(1_000), local.close(1_000)]);
  });
});
