import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DecisionRecord } from "#core/decision.ts";
import { engines } from "#test/support/engines.ts";
import { insertAccount } from "./accounts.ts";
import {
  chainLinks,
  decisionsOfLead,
  findDecision,
  insertDecisions,
  listDecisions,
  type NewDecision,
} from "./decisions.ts";
import { type IgnoredReason, type StoredLead, saveLeads, unheld } from "./leads.ts";
import type { Database } from "./open-database.ts";
import { recordText } from "./record-text.ts";

const monday = Date.UTC(2026, 2, 2, 9);

const record = (seq: number, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  lead: `L${seq}`,
  at: monday + seq * 1_000,
  cause: "new",
  kind: "assigned",
  rule: "calls",
  configurationVersion: 1,
  facts: { channel: "call" },
  asked: null,
  waitOver: false,
  ledger: "calls",
  debit: 1,
  manager: "ursula",
  chosenBy: "only",
  tie: ["ursula"],
  members: [],
  passed: [],
  until: null,
  ...more,
});

const decision = (seq: number, more: Partial<DecisionRecord> = {}): NewDecision => {
  const decided = record(seq, more);
  return { seq, record: decided, text: recordText(decided), hash: `hash ${seq}`, turnsBack: null };
};

const lead = (id: string, name = `Lead ${id}`): StoredLead => ({
  id,
  name,
  facts: { channel: "call" },
  state: "decided",
  reason: null as IgnoredReason | null,
  owner: null,
  holder: null,
  rule: "calls",
  claims: null,
  heldFor: null,
  cameAt: monday,
  waitingSince: null,
  waitEndsAt: null,
  wakeAt: null,
  crmCreatedAt: null,
  closed: false,
  outcome: "open",
  endedAt: null,
  soldFor: null,
  lastDecision: null,
  ...unheld,
});

describe.each(engines)("decisions on $name", (engine) => {
  let database: Database;
  const account = "a";
  beforeAll(async () => {
    database = await engine.open();
    const db = database.kysely;
    const plain = { name: "A", timeZone: "Asia/Tomsk", connection: null, hookSecret: "s" };
    await insertAccount(db, { id: account, ...plain, chainHash: "0" }, monday);
    await insertAccount(db, { id: "other", ...plain, chainHash: "0" }, monday);
    const leads = ["L1", "L2", "L3", "L4", "L5"].map((id) => lead(id));
    await saveLeads(db, { account, leads: [...leads, lead("L6", '100% "Тест" 🙂')] });
    await insertDecisions(db, {
      account,
      decisions: [
        decision(1),
        decision(2, { manager: "marina", rule: "nights" }),
        decision(3, { kind: "waiting", manager: null }),
        decision(4),
        decision(5, { lead: "L3", cause: "released", facts: { channel: "call", form: 'a"\\b\n' } }),
        decision(6),
      ],
    });
  });
  afterAll(() => database.close());

  test("the record's text is kept to the byte", async () => {
    const links = await chainLinks(database.kysely, { account, after: 4, limit: 10 });
    expect(links.map((link) => link.text)).toEqual([
      decision(5, { lead: "L3", cause: "released", facts: { channel: "call", form: 'a"\\b\n' } })
        .text,
      decision(6).text,
    ]);
  });

  test("the history is paged newest first, with a total", async () => {
    const first = await listDecisions(database.kysely, { account }, { limit: 4 });
    expect(first).toMatchObject({ next: 3, total: 6 });
    expect(first.decisions.map((row) => row.seq)).toEqual([6, 5, 4, 3]);
    const last = await listDecisions(database.kysely, { account }, { limit: 4, before: 3 });
    expect(last).toMatchObject({ next: null, total: 6 });
    expect(last.decisions.map((row) => row.seq)).toEqual([2, 1]);
  });

  test.each([
    ["manager", { manager: "marina" }, [2]],
    ["rule", { rule: "nights" }, [2]],
    ["kind", { kind: "waiting" as const }, [3]],
    ["lead's id", { lead: "L3" }, [5, 3]],
    ["part of a lead's name, with a wildcard in it", { lead: "0% " }, [6]],
    ["time", { from: monday + 2_000, to: monday + 4_000 }, [3, 2]],
  ])("the history is filtered by %s", async (_, filter, seqs) => {
    const page = await listDecisions(database.kysely, { account, ...filter }, { limit: 50 });
    expect(page.decisions.map((row) => row.seq)).toEqual(seqs);
    expect(page.total).toBe(seqs.length);
  });

  test("a lead's decisions are told oldest first, numbers as numbers", async () => {
    const chain = await decisionsOfLead(database.kysely, { account, lead: "L3" });
    expect(chain.map((row) => [row.seq, row.cause])).toEqual([
      [3, "new"],
      [5, "released"],
    ]);
    expect(await findDecision(database.kysely, { account, seq: 1 })).toMatchObject({
      at: monday + 1_000,
      leadName: "Lead L1",
      delivery: null,
      record: record(1),
    });
  });

  test("another account sees none of it", async () => {
    const page = await listDecisions(database.kysely, { account: "other" }, { limit: 50 });
    expect(page).toEqual({ decisions: [], next: null, total: 0 });
    expect(await findDecision(database.kysely, { account: "other", seq: 1 })).toBeNull();
  });

  test("the database itself refuses to decide a new lead twice", async () => {
    const twice = insertDecisions(database.kysely, {
      account,
      decisions: [decision(7, { lead: "L1" })],
    });
    await expect(twice).rejects.toThrow(/decision_new_once/);
  });
});
