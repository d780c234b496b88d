import { describe, expect, test } from "vitest";
import { insertUser, listUsers } from "#store/people.ts";
import { engines } from "#test/support/engines.ts";
import { World } from "#test/support/flow-world.ts";
import { changeUser, removeUser } from "./people.ts";

describe.each(engines)("people on $name", (engine) => {
  test("of administrators who all depose each other at once, one remains", async () => {
    const database = await engine.open();
    const { flow, clock } = await World.open(database);
    const db = database.kysely;
    const logins = Array.from({ length: 6 }, (_, index) => `root-${index}`);
    const ids: number[] = [];
    for (const login of logins) {
      const person = { login, name: login, role: "administrator", language: "ru" } as const;
      ids.push((await insertUser(db, { ...person, passwordHash: "none" }, clock.now()))?.id ?? 0);
    }
    const answers = await Promise.all(
      ids.map((by, index) => {
        const user = ids[(index + 1) % ids.length] ?? 0;
        const leader = { user: by, accounts: null };
        if (index % 2 === 0) return removeUser(flow, leader, user);
        return changeUser(flow, leader, { user, change: { role: "head" } });
      }),
    );
    const roles = (await listUsers(db)).map(({ role }) => role);
    expect(roles.filter((role) => role === "administrator")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "last_administrator")).toHaveLength(1);
    await database.close();
  });
});
