import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { readSetting } from "#store/settings.ts";
import { dyingAfter } from "#test/support/dying-database.ts";
import { engines } from "#test/support/engines.ts";
import { hours, minutes } from "#test/support/flow-world.ts";
import { NotifyWorld, newLead } from "#test/support/notify-world.ts";

describe.each(engines)("sending notices on $name", (engine) => {
  let database: Database;
  let at: NotifyWorld;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    at = await NotifyWorld.open(database);
  });
  afterEach(() => at.close());

  const recipients = () => at.mailbox.received.flatMap(({ to }) => to).sort();

  test("what fails is tried again with growing pauses, and arrives once", async () => {
    await at.setUp("email", "telegram", "webhook");
    await at.person({ manager: "ursula", email: "ursula@example.com", chat: "11" });
    const offer = { kind: "offer", to: { manager: "ursula" }, lead: null } as const;
    await at.tell({ ...offer, params: { until: at.world.clock.now() + hours } });
    at.mailbox.faults.push("busy", "busy");
    at.telegram.faults.push({ method: "sendMessage", fault: { status: 502, description: "bad" } });
    const tooMany = { status: 429, description: "Too Many Requests", retryAfter: 30 };
    at.telegram.faults.push({ method: "sendMessage", fault: tooMany });
    at.postStatus = 503;
    await at.work();
    expect([recipients(), at.telegram.sent, at.posted.length]).toEqual([[], [], 1]);
    at.postStatus = 200;
    at.world.clock.pass(2_000);
    await at.work();
    expect([recipients(), at.telegram.sent, at.posted.length]).toEqual([[], [], 2]);
    at.world.clock.pass(4_000);
    await at.work();
    // Telegram has asked to be left alone for half a minute.
    expect([recipients(), at.telegram.sent]).toEqual([["ursula@example.com"], []]);
    at.world.clock.pass(26_000);
    await at.work();
    expect(at.telegram.told("11")).toHaveLength(1);
    at.world.clock.pass(hours);
    await at.work();
    expect([recipients().length, at.telegram.sent.length, at.posted.length]).toEqual([1, 1, 2]);
    expect(await at.standing()).toEqual(["email sent", "telegram sent", "webhook sent"]);
    // The two attempts of the webhook are one delivery.
    expect(new Set(at.posted.map(({ headers }) => headers["x-smena-delivery"])).size).toBe(1);
  });

  test("what is refused is given up at once with the reason, and tried no more", async () => {
    await at.setUp("email", "telegram", "webhook");
    await at.person({ manager: "ursula", email: "ursula@example.com", chat: "11" });
    at.mailbox.faults.push("unknown");
    at.telegram.blockedBy.add("11");
    at.postStatus = 400;
    const until = at.world.clock.now() + hours;
    await at.tell({ kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null });
    await at.work();
    expect(await at.standing()).toEqual([
      expect.stringMatching(/^email failed: The mail server: .*550/),
      "telegram failed: Telegram answered 403: Forbidden: bot was blocked by the user",
      "webhook failed: The receiver answered 400.",
    ]);
    at.world.clock.pass(10 * minutes);
    await at.work();
    expect([at.mailbox.received.length, at.posted.length]).toEqual([0, 1]);
  });

  test("a message that nobody takes is given up after twenty attempts", async () => {
    await at.setUp("email");
    await at.person({ manager: "ursula", email: "ursula@example.com" });
    const until = at.world.clock.now() + 24 * hours;
    await at.tell({ kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null });
    for (let attempt = 0; attempt < 25; attempt += 1) {
      at.mailbox.faults.push("busy");
      await at.work();
      at.world.clock.pass(10 * minutes);
    }
    expect(at.mailbox.connections).toBe(20);
    expect(await at.standing()).toEqual([expect.stringMatching(/^email failed: .*451/)]);
  });

  test("a channel that does not work rests, and wakes with one message", async () => {
    await at.setUp("webhook");
    at.postStatus = 500;
    await at.tell(...Array.from({ length: 12 }, () => newLead(null)));
    await at.work();
    const tried = at.posted.length;
    expect(tried).toBeLessThanOrEqual(4);
    at.world.clock.pass(14_000);
    await at.work();
    expect(at.posted).toHaveLength(tried);
    at.world.clock.pass(2 * minutes);
    await at.work();
    expect(at.posted).toHaveLength(tried + 1);
    at.postStatus = 200;
    at.world.clock.pass(10 * minutes);
    await at.work();
    expect(await at.standing()).toEqual(Array(12).fill("webhook sent"));
    expect(new Set(at.posted.map(({ headers }) => headers["x-smena-delivery"])).size).toBe(12);
  });

  test("secrets are sealed, and with another key the channel rests and says why", async () => {
    await at.setUp("telegram");
    const sealed = (await readSetting(at.db, "notify.telegram")) ?? "";
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("AAEexample");
    await at.person({ manager: "ursula", chat: "11" });
    await at.tell(newLead(null));
    const { secrets } = at.world.flow;
    const locked = { ...secrets, open: (text: string) => secrets.open(text, "elsewhere") };
    at.world.restart({ secrets: locked });
    at.restart();
    await at.work();
    expect(at.notify.breakers.telegram.trouble?.reason).toMatch(/cannot be read with this key/);
    at.world.restart();
    at.restart();
    await at.work();
    expect(at.telegram.told("11")).toHaveLength(1);
  });

  test("a process that dies after any statement loses nothing, and what is sent twice has one name", async () => {
    await at.setUp("email", "telegram", "webhook");
    await at.person({ manager: "ursula", email: "ursula@example.com", chat: "11" });
    let statements = 0;
    let twice = 0;
    for (let completed = false; !completed; statements += 1) {
      at.mailbox.received.length = 0;
      at.telegram.sent.length = 0;
      at.posted.length = 0;
      const until = at.world.clock.now() + hours;
      await at.tell({ kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null });
      at.world.restart({ database: dyingAfter(database, statements) });
      at.restart();
      completed = await at.work().then(
        () => true,
        () => false,
      );
      at.world.restart();
      at.restart();
      // What the dead had claimed is anybody's after two minutes.
      at.world.clock.pass(2 * minutes);
      await at.work();
      const names = [
        new Set(at.mailbox.received.map(({ headers }) => headers.get("message-id"))),
        new Set(at.telegram.sent.map(({ text }) => text.replace(/ещё .*/, ""))),
        new Set(at.posted.map(({ headers }) => headers["x-smena-delivery"])),
      ];
      expect(names.map(({ size }) => size)).toEqual([1, 1, 1]);
      const sent = [at.mailbox.received, at.telegram.sent, at.posted].map(({ length }) => length);
      for (const times of sent) expect(times).toBeLessThanOrEqual(2);
      twice += sent.filter((times) => times === 2).length;
      await at.db.deleteFrom("notice").execute();
    }
    // Only between the other side's yes and our note of it: one statement for each channel.
    expect(twice).toBe(3);
    expect(statements).toBeGreaterThan(15);
  });

  test("an answer that was lost on the way is one mail and one delivery all the same", async () => {
    await at.setUp("email", "webhook");
    await at.person({ manager: "ursula", email: "ursula@example.com" });
    at.mailbox.faults.push("lost");
    const until = at.world.clock.now() + hours;
    await at.tell({ kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null });
    await at.work();
    at.world.clock.pass(minutes);
    await at.work();
    expect(at.mailbox.received).toHaveLength(2);
    const ids = at.mailbox.received.map(({ headers }) => headers.get("message-id"));
    expect(new Set(ids).size).toBe(1);
    expect(await at.standing()).toEqual(["email sent", "webhook sent"]);
  });

  test("two processes send each message once between them", async () => {
    await at.setUp("webhook");
    await at.tell(...Array.from({ length: 40 }, () => newLead(null)));
    const other = at.another();
    await Promise.all([at.work(), at.work(other), at.work(), at.work(other)]);
    await at.work();
    expect(at.posted).toHaveLength(40);
    expect(new Set(at.posted.map(({ headers }) => headers["x-smena-delivery"])).size).toBe(40);
  });
});
