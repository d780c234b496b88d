import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines, onPostgres } from "#test/support/engines.ts";
import { hookBody } from "#test/support/fake-crm.ts";
import { minutes } from "#test/support/flow-world.ts";
import { NotifyWorld, newLead } from "#test/support/notify-world.ts";
import { until } from "#test/support/until.ts";
import { type Notifier, startNotifying } from "./notify.ts";
import { startFlow } from "./service.ts";

let database: Database;
let at: NotifyWorld;
let notifier: Notifier;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  database = (await engines.at(-1)?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  at = await NotifyWorld.open(database);
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
  await at.close();
});

function start(timeoutMs?: number): void {
  at.restart(timeoutMs);
  notifier = startNotifying(at.notify);
  running.push(notifier);
}

/** The clock goes on until something is so. */
const comesTo = (what: string, isSo: () => boolean) =>
  until(what, () => {
    at.world.clock.pass(100);
    return isSo() ? true : null;
  });

test("a mail server that hangs holds up no lead and no other channel", async () => {
  await at.setUp("email", "telegram", "webhook");
  for (const [manager, chat] of [
    ["ursula", "11"],
    ["nadezhda", "12"],
  ] as const) {
    await at.person({ manager, chat, email: `${manager}@example.com` });
  }
  at.mailbox.faults.push("silent");
  start(60_000);
  const flow = startFlow(at.world.ports());
  running.push(flow);
  const warning = {
    kind: "not_taken_warning",
    params: { until: at.world.clock.now() + minutes },
  } as const;
  await at.tell({ ...warning, to: { manager: "ursula" }, lead: null });
  notifier.look();
  await comesTo("the mail server is spoken to", () => at.mailbox.connections > 0);
  // It says nothing any more; meanwhile leads come.
  const leads = ["1", "2", "3"];
  for (const lead of leads) at.world.crm.put(lead);
  for (const lead of leads) {
    await flow.intake.webhook({
      account: at.world.account,
      body: hookBody({ kind: "added", lead }),
    });
  }
  await flow.idle();
  for (const lead of leads) expect(await at.world.standing(lead)).toMatch(/^decided.*sent$/);
  notifier.look();
  const isTold = ({ text }: { text: string }) => text.startsWith("Новая сделка");
  await comesTo("every lead is told of", () => at.telegram.sent.filter(isTold).length === 3);
  expect(at.posted.length).toBeGreaterThanOrEqual(3);
  expect(at.mailbox.received).toEqual([]);
  // Whoever stops the service does not wait for it either.
  const closed = notifier.close();
  at.world.clock.pass(3_000);
  await closed;
  expect(await at.standing()).toContain("email pending: The mail server: Message sending aborted");
});

test("screens are told of what is committed, once, by whichever process", async () => {
  await at.tell(newLead(null));
  start();
  await notifier.idle();
  // What was there before is in the list; nobody is woken by it.
  expect(at.world.live).toEqual([]);
  await at.tell(newLead(null, "marina"), {
    kind: "not_at_work",
    params: { manager: "marina", since: 0 },
    to: { role: "head" },
    lead: null,
  });
  notifier.look();
  await notifier.idle();
  notifier.look();
  await notifier.idle();
  const told = at.world.live.map((event) => event.kind === "notice" && event.manager);
  expect(told).toEqual(["marina", null]);
});

test("a look each second finds what nobody has told of", async () => {
  await at.setUp("webhook");
  start();
  await notifier.idle();
  await at.tell(newLead(null));
  at.world.clock.pass(1_000);
  await until("the webhook is posted", () => (at.posted.length === 1 ? true : null));
});

test("of two processes one hears the bot, and each message is sent once", async () => {
  if (!onPostgres) return;
  await at.setUp("telegram", "webhook");
  await at.person({ manager: "ursula", chat: "11" });
  start();
  const other = startNotifying({ ...at.another(), flow: { ...at.world.flow, worker: "two" } });
  running.push(other);
  await at.telegram.says("11", "/help");
  await until("the bot answers", () => (at.telegram.told("11").length > 0 ? true : null));
  await at.tell(...Array.from({ length: 30 }, () => newLead(null)));
  notifier.look();
  other.look();
  await notifier.idle();
  await other.idle();
  expect(at.posted).toHaveLength(30);
  expect(at.telegram.told("11").filter((text) => text.startsWith("Что я умею"))).toHaveLength(1);
  expect(at.telegram.calls).not.toContain("deleteWebhook");
});

test("the database may be away for a while", async () => {
  await at.setUp("webhook");
  let isAway = true;
  const kysely = database.kysely.withPlugin({
    transformQuery({ node }) {
      if (isAway) throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const said: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (_: object, text: string) => said.push(text),
  };
  at.world.restart({ database: { ...database, kysely }, log });
  start();
  at.world.clock.pass(1_000);
  await until("it is said", () => (said.length > 0 ? true : null));
  await at.tell(newLead(null));
  isAway = false;
  at.world.clock.pass(5_000);
  await until("the webhook is posted", () => (at.posted.length === 1 ? true : null));
  expect(new Set(said)).toEqual(new Set(["notices cannot be looked through"]));
});
