import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveChoices } from "#store/notice-people.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules } from "#test/support/flow-world.ts";
import { NotifyWorld, newLead, webhookSecret } from "#test/support/notify-world.ts";

const toHeads = {
  kind: "not_at_work",
  params: { manager: "marina", since: Date.UTC(2026, 2, 2, 2) },
  to: { role: "head" },
  lead: null,
} as const;

describe.each(engines)("who is told of what on $name", (engine) => {
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
  const holder = async (lead: string) =>
    (
      await at.db
        .selectFrom("lead")
        .select("given_to as to")
        .where("id", "=", lead)
        .where("account_id", "=", at.world.account)
        .executeTakeFirst()
    )?.to ?? null;

  test("a manager is told by the ways he has, in his language, each once", async () => {
    await at.setUp("email", "telegram", "webhook");
    await at.person({ manager: "ursula", email: "ursula@example.com", chat: "11", language: "en" });
    await at.person({ manager: "nadezhda", email: "nadezhda@example.com", chat: "12" });
    const until = at.world.clock.now() + 45_000;
    await at.tell({ kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null });
    await at.tell({ kind: "offer", params: { until }, to: { manager: "nadezhda" }, lead: null });
    for (let time = 0; time < 3; time += 1) await at.work();
    expect(recipients()).toEqual(["nadezhda@example.com", "ursula@example.com"]);
    const english = at.mailbox.received.find(({ to }) => to[0] === "ursula@example.com");
    expect(english?.headers.get("subject")).toMatch(/^Will you take lead/);
    expect(english?.text).toContain("45 seconds left.");
    expect(at.telegram.told("11")).toHaveLength(1);
    expect(at.telegram.told("12")).toEqual([expect.stringContaining("ещё 45 секунд.")]);
    expect([...(at.telegram.sent[0]?.buttons.keys() ?? [])]).toHaveLength(2);
    expect(at.posted).toHaveLength(2);
  });

  test("what all who lead are told goes to those of this account, and to administrators", async () => {
    await at.setUp("email");
    await at.person({ role: "head", email: "head@example.com" });
    await at.person({ role: "administrator", email: "root@example.com" });
    await at.person({ role: "observer", email: "observer@example.com" });
    await at.person({ manager: "ursula", email: "ursula@example.com" });
    const stranger = await at.person({ role: "head", email: "stranger@example.com" });
    await at.db.deleteFrom("account_access").where("user_id", "=", stranger).execute();
    await at.tell(toHeads);
    await at.work();
    expect(recipients()).toEqual(["head@example.com", "root@example.com"]);
  });

  test("by default mail tells only of what asks to act; whoever chooses is told as he chose", async () => {
    await at.setUp("email", "telegram");
    await at.person({ manager: "ursula", email: "ursula@example.com", chat: "11" });
    const marina = await at.person({ manager: "marina", email: "marina@example.com", chat: "13" });
    await saveChoices(at.db, marina, [
      { kind: "assigned", channel: "email", chosen: true },
      { kind: "assigned", channel: "telegram", chosen: false },
    ]);
    await at.tell(newLead(null, "ursula"), newLead(null, "marina"));
    await at.work();
    expect(recipients()).toEqual(["marina@example.com"]);
    expect(at.telegram.sent.map(({ chat }) => chat)).toEqual(["11"]);
  });

  test("a manager who cannot sign in is told of to the webhook alone, signed", async () => {
    await at.setUp("email", "telegram", "webhook");
    await at.world.comes("1", { name: "Заявка 1001" });
    await at.world.decide();
    await at.tell(newLead("1", (await holder("1")) ?? ""));
    await at.work();
    expect([recipients(), at.telegram.sent]).toEqual([[], []]);
    const post = at.posted.at(-1);
    const body = JSON.parse(post?.body ?? "{}");
    expect(body).toMatchObject({
      account: { id: at.world.account, name: expect.any(String) },
      kind: "assigned",
      at: at.world.clock.now(),
      lead: { id: "1", name: "Заявка 1001", url: `${at.world.address}/leads/detail/1` },
      params: { cause: "new", from: null },
      text: { ru: "Новая сделка: «Заявка 1001».", en: "A new lead is yours: “Заявка 1001”." },
    });
    expect(body.to.name).toMatch(/^(Урсула|Надежда)$/);
    const timestamp = String(post?.headers["x-smena-timestamp"]);
    const hmac = createHmac("sha256", webhookSecret).update(`${timestamp}.${post?.body}`);
    expect(post?.headers["x-smena-signature"]).toBe(`sha256=${hmac.digest("hex")}`);
    expect(post?.headers["x-smena-delivery"]).toBe(body.id);
  });

  test("nobody is told late of what is over", async () => {
    await at.setUp("telegram");
    const { world } = at;
    for (const lead of ["1", "2", "3"]) await world.comes(lead);
    await world.decide();
    await at.work();
    await at.db.deleteFrom("notice").execute();
    const person = { ursula: "11", nadezhda: "12" } as Readonly<Record<string, string>>;
    for (const [manager, chat] of Object.entries(person)) await at.person({ manager, chat });
    const to = async (lead: string) => (await holder(lead)) ?? "";
    const until = world.clock.now() + minutes;
    await at.tell(
      newLead("1", await to("1")),
      newLead("2", await to("2")),
      newLead("3", await to("3")),
      { kind: "offer", params: { until }, to: { manager: "ursula" }, lead: null },
    );
    const unreachable = { status: 502, description: "Bad Gateway" };
    at.telegram.faults.push(
      ...Array.from({ length: 4 }, () => ({ method: "sendMessage", fault: unreachable })),
    );
    await at.work();
    expect(at.telegram.sent).toEqual([]);
    const change = (lead: string, set: object) =>
      at.db
        .updateTable("lead")
        .set(set)
        .where("id", "=", lead)
        .where("account_id", "=", world.account)
        .execute();
    await change("1", { taken_by: JSON.stringify([await to("1")]) });
    await change("2", { closed: true });
    world.clock.pass(2 * minutes);
    await at.work();
    expect(at.telegram.told(person[await to("3")] ?? "")).toHaveLength(1);
    expect(at.telegram.sent).toHaveLength(1);
    expect(await at.standing()).toEqual([
      "telegram stale: What it tells was no longer so.",
      "telegram stale: What it tells was no longer so.",
      "telegram sent",
      "telegram stale: Its time was over.",
    ]);
  });

  test("a channel that is switched off sends nothing later, and what comes meanwhile has no way", async () => {
    await at.setUp("webhook");
    at.postStatus = 500;
    await at.tell(newLead(null));
    await at.work();
    await at.db.deleteFrom("setting").execute();
    at.notify.forget();
    await at.tell(newLead(null));
    at.world.clock.pass(minutes);
    await at.work();
    await at.setUp("webhook");
    at.postStatus = 200;
    await at.work();
    expect(await at.standing()).toEqual(["webhook stale: The channel was switched off."]);
    expect(at.posted).toHaveLength(1);
  });

  test("times are told by the clock of whoever reads them", async () => {
    await at.close();
    const moscow = rules.replace("name: Марина,", "name: Марина, timezone: Europe/Moscow,");
    at = await NotifyWorld.open(database, moscow);
    await at.setUp("telegram");
    await at.person({ manager: "ursula", chat: "11" });
    await at.person({ manager: "marina", chat: "13" });
    const params = { until: at.world.clock.now() + 5 * minutes };
    for (const manager of ["ursula", "marina"]) {
      await at.tell({ kind: "not_taken_warning", params, to: { manager }, lead: null });
    }
    await at.work();
    expect(at.telegram.told("11")).toEqual([expect.stringContaining("(сегодня в 10:05)")]);
    expect(at.telegram.told("13")).toEqual([expect.stringContaining("(сегодня в 6:05)")]);
  });
});
