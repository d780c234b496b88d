import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { NotifyWorld, newLead } from "#test/support/notify-world.ts";
import { hearUpdate } from "./notify-listen.ts";
import { setUpChannels } from "./notify-set-up.ts";

let database: Database;
let at: NotifyWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  at = await NotifyWorld.open(database);
});
afterEach(() => at.close());

const bot = (updates: "asked" | "hook") => ({
  telegram: { token: at.telegram.token, base: at.telegram.url, updates },
});
const said = { update_id: 1, message: { chat: { id: 11, type: "private" }, text: "/help" } };

test("Telegram is told where to send updates, with a secret that we then ask for", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  expect(await setUpChannels(at.notify, bot("hook"))).toBeNull();
  expect(at.telegram.hook?.url).toBe("https://smena.example.com/hooks/telegram");
  const secret = at.telegram.hook?.secret ?? "";
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(await hearUpdate(at.notify, { secret, body: said })).toBe(true);
  expect(at.telegram.told("11")).toHaveLength(1);
  expect(await setUpChannels(at.notify, bot("asked"))).toBeNull();
  expect(at.telegram.hook).toBeNull();
  expect(await hearUpdate(at.notify, { secret, body: said })).toBe(false);
  await setUpChannels(at.notify, bot("hook"));
  expect(at.telegram.hook?.secret).not.toBe(secret);
  await setUpChannels(at.notify, { telegram: null });
  expect(at.telegram.hook).toBeNull();
});

test("a bot that Telegram does not let send updates is not kept", async () => {
  const fault = { status: 400, description: "Bad Request: bad webhook" };
  at.telegram.faults.push({ method: "setWebhook", fault });
  expect(await setUpChannels(at.notify, bot("hook"))).toMatch(/bad webhook/);
  expect((await at.notify.bot()).state).toBe("off");
});

test("a channel that rests is tried at once after it was set up anew", async () => {
  await at.setUp("webhook");
  at.postStatus = 500;
  await at.tell(...Array.from({ length: 4 }, () => newLead(null)));
  await at.work();
  expect(at.notify.breakers.webhook.trouble).toEqual({
    reason: "The receiver answered 500.",
    at: at.world.clock.now(),
  });
  at.postStatus = 200;
  at.world.clock.pass(3_000);
  await at.work();
  expect(await at.standing()).toContain("webhook pending: The receiver answered 500.");
  await setUpChannels(at.notify, { webhook: {} });
  await at.work();
  expect(new Set(await at.standing())).toEqual(new Set(["webhook sent"]));
});

test("one bad channel of several keeps all from being changed", async () => {
  const refused = await setUpChannels(at.notify, {
    email: { url: at.mailbox.url, from: "smena@example.com" },
    webhook: { url: "ftp://example.com", secret: "0123456789abcdef" },
  });
  expect(refused).toMatch(/must begin with https/);
  expect((await at.notify.open("email")).state).toBe("off");
});
