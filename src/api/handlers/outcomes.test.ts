/** An account without a CRM: what becomes of its leads is told by API. */

import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decideBatch } from "#flow/decide.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import { releaseBatch } from "#flow/release.ts";
import type { Database } from "#store/open-database.ts";
import { ApiWorld } from "#test/support/api-world.ts";
import { engines } from "#test/support/engines.ts";
import { minutes } from "#test/support/flow-world.ts";

const configuration = `
version: 1
account: { name: Без CRM, timezone: Asia/Tomsk }
managers:
  anna: { name: Анна, limits: { open: 2 } }
  boris: { name: Борис, limits: { open: 2 } }
rules:
  - name: Всё
    method: conversion
    members: [anna, boris]
`;

describe.each(engines)("outcomes by API on $name", (engine) => {
  let database: Database;
  let api: ApiWorld;
  let cookie: string;
  let account: string;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    api = await ApiWorld.open(database);
    account = `alone-${crypto.randomUUID().slice(0, 8)}`;
    cookie = await api.signedIn("administrator");
    const body = { id: account, name: "Без CRM", timeZone: "Asia/Tomsk" };
    await api.call("POST", "/accounts/without-crm", { cookie, body });
    await importConfiguration(api.world.flow, { account, text: configuration, by: "test" });
    api.world.flow.forget(account);
  });

  async function decide(): Promise<void> {
    while ((await decideBatch(api.world.flow, account)) > 0);
    api.world.clock.pass(minutes);
  }
  async function lead(id: string) {
    await api.call("POST", `/accounts/${account}/leads`, { cookie, body: { lead: id } });
    await decide();
    const { body } = await api.call("GET", `/accounts/${account}/leads/${id}/why`, { cookie });
    return { manager: body.decision.manager, share: body.members[0]?.share };
  }
  async function tell(body: object) {
    const answer = await api.call("POST", `/accounts/${account}/outcomes`, { cookie, body });
    await decide();
    return answer;
  }

  test("a sale moves shares, and a closed lead makes room", async () => {
    const first = await lead("1");
    for (const id of ["2", "3", "4"]) await lead(id);
    // Everybody has two open, and may have no more.
    expect((await lead("5")).manager).toBeNull();
    const { status, body } = await tell({ lead: "1", state: "won", price: 5_000 });
    expect([status, body]).toEqual([200, { accepted: true }]);
    while ((await releaseBatch(api.world.flow, account)) > 0);
    const waited = await api.call("GET", `/accounts/${account}/leads/5/why`, { cookie });
    expect(waited.body.decision.manager).toBe(first.manager);
    await tell({ lead: "2", state: "lost" });
    const view = await api.call("GET", `/accounts/${account}/conversion`, { cookie });
    const won = view.body.view.members.find(
      ({ manager }: { manager: string }) => manager === first.manager,
    );
    expect(won).toMatchObject({ won: 1, soldFor: 5_000 });
    expect(won.share).toBeGreaterThan(0.5);
  });

  test("what is told twice is one outcome; a reopened lead is open again", async () => {
    await lead("1");
    for (const state of ["won", "won", "reopened", "junk"]) await tell({ lead: "1", state });
    const { rows } = await sql<{ kind: string }>`
      select kind from outcome where account_id = ${account} order by id`.execute(database.kysely);
    expect(rows.map(({ kind }) => kind)).toEqual(["won", "open", "junk"]);
  });

  test("nothing becomes of a lead that nobody has handed in", async () => {
    expect((await tell({ lead: "nobody's", state: "won" })).body.code).toBe("lead_not_found");
  });

  test("of an account with a CRM the CRM tells it", async () => {
    const path = `/accounts/${api.world.account}/outcomes`;
    const { status, body } = await api.call("POST", path, {
      cookie,
      body: { lead: "1", state: "won" },
    });
    expect([status, body.code]).toEqual([409, "outcomes_told_by_crm"]);
  });
});
