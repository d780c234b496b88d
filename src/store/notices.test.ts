import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NoticeContent } from "#core/notice.ts";
import { engines } from "#test/support/engines.ts";
import { insertAccount } from "./accounts.ts";
import { botPlace, giveBot, passUpdate, takeBot } from "./chat-bots.ts";
import {
  channelTally,
  claimDeliveries,
  type DeliveryKey,
  dropDeliveries,
  fanNotices,
  noticesToFan,
  noticeWork,
  postponeDelivery,
  settleDelivery,
  userTroubles,
} from "./notice-deliveries.ts";
import {
  choicesOf,
  linkChat,
  noticePerson,
  personOfChat,
  reachablePeople,
  saveChoices,
  saveLinkCode,
  savePerson,
  unlinkChat,
} from "./notice-people.ts";
import {
  countUnread,
  forgetNotices,
  insertNotices,
  listNotices,
  noticesAfter,
  noticesSince,
  readUpTo,
} from "./notices.ts";
import type { Database } from "./open-database.ts";
import { insertUser, openAccount } from "./people.ts";

const assigned: NoticeContent = { kind: "assigned", params: { cause: "new", from: null } };
const account = "a";
const plain = { lead: null, decision: null, usefulUntil: 10_000 };

describe.each(engines)("notices on $name", (engine) => {
  let database: Database;
  let user = 0;
  let other = 0;
  beforeAll(async () => {
    database = await engine.open();
    const { kysely } = database;
    const made = { name: "A", timeZone: "UTC", connection: null, hookSecret: "s", chainHash: "" };
    await insertAccount(kysely, { id: account, ...made }, 1);
    const person = { name: "Анна", role: "head", language: "ru", passwordHash: "h" } as const;
    const manager = { account, key: "anna" };
    user = (await insertUser(kysely, { ...person, login: "anna", manager }, 50))?.id ?? 0;
    other = (await insertUser(kysely, { ...person, login: "boris" }, 50))?.id ?? 0;
    await openAccount(kysely, { account, user });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.kysely.deleteFrom("notice").execute();
    await database.kysely.deleteFrom("notice_person").execute();
  });

  const tell = (manager: string | null, at: number, told: NoticeContent = assigned) =>
    insertNotices(database.kysely, { account, notices: [{ ...told, ...plain, manager, at }] });

  test("a notice is fanned out once, and what another process is at is left to it", async () => {
    const { kysely } = database;
    await tell("anna", 100);
    await tell(null, 100);
    expect(await noticeWork(kysely, 100)).toEqual({ fan: true, send: [] });
    const fanned = await kysely.transaction().execute(async (tx) => {
      const notices = await noticesToFan(tx, 10);
      const deliveries = notices.flatMap(({ id }): DeliveryKey[] => [
        { account, notice: id, channel: "email", recipient: String(user) },
        { account, notice: id, channel: "webhook", recipient: "" },
      ]);
      if (database.kind === "postgres") expect(await noticesToFan(kysely, 10)).toEqual([]);
      await fanNotices(tx, { notices, deliveries }, 100);
      return notices;
    });
    expect(fanned.map(({ manager, kind }) => [manager, kind])).toEqual([
      ["anna", "assigned"],
      [null, "assigned"],
    ]);
    expect(await noticesToFan(kysely, 10)).toEqual([]);
    expect(await noticeWork(kysely, 99)).toEqual({ fan: false, send: [] });
    expect(await noticeWork(kysely, 100)).toEqual({ fan: false, send: ["email", "webhook"] });
  });

  async function oneDelivery(): Promise<DeliveryKey> {
    await tell("anna", 100);
    const [notice] = await noticesToFan(database.kysely, 1);
    const id = notice?.id ?? 0;
    const key: DeliveryKey = { account, notice: id, channel: "email", recipient: String(user) };
    const notices = [{ account, id }];
    await fanNotices(database.kysely, { notices, deliveries: [key] }, 100);
    return key;
  }
  const claim = (now: number) =>
    claimDeliveries(database.kysely, { channel: "email", limit: 5, until: now + 60 }, now);

  test("who claims a delivery has it to himself until his time is over", async () => {
    const key = await oneDelivery();
    await savePerson(database.kysely, user, { email: "anna@example.com", language: "en" });
    const [first] = await claim(100);
    expect(first).toMatchObject({
      ...key,
      attempts: 1,
      address: "anna@example.com",
      language: "en",
      leadNow: null,
      told: { ...assigned, manager: "anna", at: 100, usefulUntil: 10_000 },
    });
    expect(await claim(159)).toEqual([]);
    // It died: the next one tries the same again.
    expect(await claim(160)).toMatchObject([{ ...key, attempts: 2 }]);
    await postponeDelivery(database.kysely, key, { dueAt: 500, error: "busy" });
    expect(await claim(499)).toEqual([]);
    expect(await claim(500)).toMatchObject([{ attempts: 3 }]);
    await settleDelivery(database.kysely, key, { state: "sent", error: null, at: 501 });
    expect(await claim(10_000)).toEqual([]);
  });

  test("what was settled stays as it is, whoever comes late", async () => {
    const key = await oneDelivery();
    const { kysely } = database;
    await settleDelivery(kysely, key, { state: "failed", error: "no such mailbox", at: 200 });
    await settleDelivery(kysely, key, { state: "sent", error: null, at: 300 });
    await postponeDelivery(kysely, key, { dueAt: 0, error: "late" });
    expect(await claim(1_000)).toEqual([]);
    expect(await channelTally(kysely, { channel: "email", since: 0 })).toEqual({
      pending: 0,
      failed: 1,
      lastSentAt: null,
      lastError: "no such mailbox",
      lastErrorAt: 200,
    });
    const trouble = { channel: "email", at: 200, reason: "no such mailbox" };
    expect(await userTroubles(kysely, { user, since: 200 })).toEqual([trouble]);
    expect(await userTroubles(kysely, { user, since: 201 })).toEqual([]);
    expect(await userTroubles(kysely, { user: other, since: 0 })).toEqual([]);
  });

  test("a channel that is switched off drops what it was to send", async () => {
    await oneDelivery();
    await dropDeliveries(database.kysely, { channel: "telegram", error: "off" }, 150);
    expect(await noticeWork(database.kysely, 200)).toMatchObject({ send: ["email"] });
    await dropDeliveries(database.kysely, { channel: "email", error: "off" }, 150);
    expect(await noticeWork(database.kysely, 200)).toMatchObject({ send: [] });
  });

  test("everybody reads his own, and who leads reads what is told to all who lead", async () => {
    const { kysely } = database;
    await tell("anna", 100);
    await tell("marina", 110);
    await tell(null, 120);
    const kindsOf = async (manager: string | null, leads: boolean) =>
      (await listNotices(kysely, { account, user, manager, leads }, { limit: 9 })).map(
        (notice) => notice.manager,
      );
    expect(await kindsOf("anna", false)).toEqual(["anna"]);
    expect(await kindsOf("anna", true)).toEqual([null, "anna"]);
    expect(await kindsOf(null, true)).toEqual([null]);
    expect(await kindsOf(null, false)).toEqual([]);
  });

  test("read is what he has read, what was there before him, and what he does not want", async () => {
    const { kysely } = database;
    const reader = { account, user, manager: "anna", leads: false };
    await tell("anna", 10);
    for (const at of [100, 110, 120]) await tell("anna", at);
    const warning: NoticeContent = { kind: "not_taken_warning", params: { until: 130 } };
    await tell("anna", 125, warning);
    expect(await countUnread(kysely, reader)).toBe(4);
    await saveChoices(kysely, user, [{ kind: warning.kind, channel: "in_app", chosen: false }]);
    expect(await countUnread(kysely, reader)).toBe(3);
    const notices = await noticesAfter(kysely, { account, after: 0 });
    await readUpTo(kysely, { account, user, upTo: notices[2]?.id ?? 0 });
    await readUpTo(kysely, { account, user, upTo: notices[1]?.id ?? 0 });
    expect(await countUnread(kysely, reader)).toBe(1);
    const unread = await listNotices(kysely, reader, { unread: true, limit: 9 });
    expect(unread.map(({ at, read }) => [at, read])).toEqual([[120, false]]);
    expect(await countUnread(kysely, { ...reader, user: other })).toBe(4);
    await saveChoices(kysely, user, [{ kind: warning.kind, channel: "in_app", chosen: true }]);
    expect(await countUnread(kysely, reader)).toBe(2);
    const asked = { ids: [notices[0]?.id ?? 0, notices[4]?.id ?? 0], limit: 9 };
    const some = await listNotices(kysely, reader, asked);
    expect(some.map(({ at }) => at)).toEqual([125, 10]);
  });

  test("old notices are forgotten with their deliveries", async () => {
    await oneDelivery();
    expect(await forgetNotices(database.kysely, 100)).toBe(0);
    expect(await noticesSince(database.kysely, { since: 100, newest: 9 })).toHaveLength(1);
    expect(await noticesSince(database.kysely, { since: 100, newest: 0 })).toEqual([]);
    expect(await noticesSince(database.kysely, { since: 101, newest: 9 })).toEqual([]);
    expect(await forgetNotices(database.kysely, 101)).toBe(1);
    expect(await noticeWork(database.kysely, 1_000)).toEqual({ fan: false, send: [] });
  });

  test("a code links one chat once, and a chat is one person's", async () => {
    const { kysely } = database;
    const link = (codeHash: string, chat: string, now: number) =>
      linkChat(kysely, { codeHash, chat }, now);
    await saveLinkCode(kysely, { user, codeHash: "old", until: 1_000 });
    await saveLinkCode(kysely, { user, codeHash: "x", until: 1_000 });
    expect(await link("old", "42", 10)).toBe(false);
    expect(await link("x", "42", 1_000)).toBe(false);
    expect(await link("x", "42", 999)).toBe(true);
    expect(await link("x", "43", 999)).toBe(false);
    expect(await personOfChat(kysely, "42")).toMatchObject({ user, name: "Анна", accounts: ["a"] });
    await saveLinkCode(kysely, { user: other, codeHash: "y", until: 1_000 });
    expect(await link("y", "42", 10)).toBe(true);
    expect(await personOfChat(kysely, "42")).toMatchObject({ user: other });
    expect((await reachablePeople(kysely)).map((person) => person.user)).toEqual([other]);
    await unlinkChat(kysely, other);
    expect(await personOfChat(kysely, "42")).toBeNull();
    expect(await noticePerson(kysely, user)).toMatchObject({ chat: null, language: "ru" });
  });

  test("choices are kept by person, and changed one by one", async () => {
    const { kysely } = database;
    const mute = { kind: "offer", channel: "email", chosen: false } as const;
    await saveChoices(kysely, user, [mute, { ...mute, channel: "telegram" }]);
    await saveChoices(kysely, user, [{ ...mute, chosen: true }]);
    const chosen = (await choicesOf(kysely, [user, other])).get(user) ?? [];
    expect(
      chosen
        .filter(({ kind }) => kind === "offer")
        .map((one) => [one.channel, one.chosen])
        .sort(),
    ).toEqual([
      ["email", true],
      ["telegram", false],
    ]);
    expect((await choicesOf(kysely, [other])).size).toBe(0);
  });

  test("one process at a time asks for a bot's updates, and the place is kept", async () => {
    const { kysely } = database;
    const take = (holder: string, now: number) =>
      takeBot(kysely, { bot: "b", holder, until: now + 100 }, now);
    expect(await take("one", 0)).toEqual({ next: 0, lastAt: 0 });
    expect(await take("two", 50)).toBeNull();
    await passUpdate(kysely, { bot: "b", id: 700 }, 60);
    expect(await take("one", 90)).toEqual({ next: 701, lastAt: 60 });
    expect(await take("two", 190)).toEqual({ next: 701, lastAt: 60 });
    await giveBot(kysely, { bot: "b", holder: "one" });
    expect(await take("one", 200)).toBeNull();
    await giveBot(kysely, { bot: "b", holder: "two" });
    expect(await take("one", 201)).not.toBeNull();
    expect(await botPlace(kysely, "b")).toEqual({ next: 701, lastAt: 60 });
    expect(await botPlace(kysely, "another")).toEqual({ next: 0, lastAt: 0 });
  });
});
