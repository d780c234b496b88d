import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { attendanceOf, lastDutyChanges } from "#store/availability.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { minutes, rules } from "#test/support/flow-world.ts";
import { NotifyWorld } from "#test/support/notify-world.ts";
import { makeLinkCode } from "./notify-link.ts";
import { askOnce, hearUpdate } from "./notify-listen.ts";

const offering = rules.replace("method: in_turn", "method: first_to_accept");

let database: Database;
let at: NotifyWorld;
beforeAll(async () => {
  database = (await engines[0]?.open()) as Database;
});
afterAll(() => database.close());
beforeEach(async () => {
  at = await NotifyWorld.open(database, offering);
  await at.setUp("telegram");
});
afterEach(() => at.close());

/** The bot hears what there is to hear. */
const hear = (notify = at.notify) => askOnce(notify, new AbortController().signal);

async function hears(chat: string, text: string): Promise<readonly string[]> {
  const before = at.telegram.told(chat).length;
  await at.telegram.says(chat, text);
  await hear();
  return at.telegram.told(chat).slice(before);
}

async function presses(chat: string, label: string): Promise<string | undefined> {
  const press = await at.telegram.presses(chat, label);
  await hear();
  return at.telegram.answered.get(press);
}

test("a chat is linked by a code, once and in time; nobody else is answered", async () => {
  const user = await at.person({ manager: "ursula" });
  const first = await makeLinkCode(at.world.flow, user);
  const { code } = await makeLinkCode(at.world.flow, user);
  expect(await hears("11", "/who")).toEqual([]);
  expect(await hears("11", "/start wrong")).toEqual([]);
  expect(await hears("11", `/start ${first.code}`)).toEqual([]);
  expect(await hears("11", `/start ${code}`)).toEqual([
    expect.stringMatching(/, этот чат теперь ваш/),
  ]);
  expect(await hears("12", `/start ${code}`)).toEqual([]);
  expect(await hears("11", "/start")).toEqual([expect.stringMatching(/^Что я умею:/)]);
  const late = await makeLinkCode(at.world.flow, user);
  at.world.clock.pass(15 * minutes);
  expect(await hears("12", `/start ${late.code}`)).toEqual([]);
});

test("who has what: who is on shift, until when, with how many open leads", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await at.person({ role: "head", chat: "1", language: "en" });
  await hears("11", "/duty");
  await presses("11", "Пауза 15 минут");
  expect(await hears("11", "/who")).toEqual([
    [
      "Сейчас на смене:",
      "Урсула: пауза до 10:15, 0 открытых сделок",
      "Надежда: на линии до 18:00, 0 открытых сделок",
      "Марина: на линии до 18:00, 0 открытых сделок",
    ].join("\n"),
  ]);
  at.world.clock.pass(10 * 60 * minutes);
  expect(await hears("1", "/who")).toEqual([
    "Nobody is on shift now.\nOff shift: Урсула (0), Надежда (0) and Марина (0)",
  ]);
});

test("the duty switch is moved from the chat, and it is known by whom", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  const { account, flow, clock } = at.world;
  const duty = async () => {
    const now = await attendanceOf(at.db, { account, manager: "ursula" });
    return [now?.duty, now?.until];
  };
  expect(await hears("11", "/duty")).toEqual(["Вы на линии."]);
  expect(await presses("11", "Пауза 1 час")).toBe("Вы на паузе до 11:00.");
  expect(await duty()).toEqual(["paused", clock.now() + 60 * minutes]);
  expect(await presses("11", "Не на линии")).toBe("Вы не на линии.");
  expect(await duty()).toEqual(["offline", null]);
  expect(await presses("11", "На линию")).toBe("Вы на линии.");
  expect(await duty()).toEqual(["online", null]);
  const last = (await lastDutyChanges(flow.database.kysely, account)).get("ursula");
  expect(last?.by).toEqual({ kind: "telegram", name: "ursula" });
});

test("an offer is accepted from the chat; who comes second is told who has the lead", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await at.person({ manager: "nadezhda", chat: "12" });
  await at.world.comes("1", { name: "Заявка 1001" });
  await at.world.decide();
  await at.work();
  expect(at.telegram.told("11")).toEqual([expect.stringMatching(/^Вам предложена сделка/)]);
  expect(await presses("12", "Принять")).toBe("Сделка «Заявка 1001» ваша.");
  expect(await presses("11", "Принять")).toBe("Сделку «Заявка 1001» уже ведёт Надежда.");
  // The same press, told to us again, changes nothing.
  expect(await presses("12", "Принять")).toBe("Сделка «Заявка 1001» ваша.");
  expect(await at.world.standing("1")).toMatch(/^decided/);
  expect(await presses("12", "Отказаться")).toMatch(/^Предложение кончилось/);
});

test("a lead is begun with from the chat; the button of another does nothing", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await at.person({ manager: "nadezhda", chat: "12" });
  await at.world.comes("1", { name: "Заявка 1001" });
  await at.world.decide();
  await at.work();
  await presses("11", "Принять");
  await at.tell({
    kind: "not_taken_warning",
    params: { until: at.world.clock.now() + minutes },
    to: { manager: "ursula" },
    lead: "1",
  });
  const taken = () =>
    at.db
      .selectFrom("lead")
      .select("taken_by as by")
      .where("account_id", "=", at.world.account)
      .where("id", "=", "1")
      .executeTakeFirst();
  const offer = at.telegram.sent.find(({ chat }) => chat === "11")?.buttons.get("Принять") ?? "";
  const notice = offer.replace("accept ", "");
  const foreign = await at.telegram.pressesAction("12", `take ${notice}`);
  await hear();
  expect(at.telegram.answered.get(foreign)).toBe("Это сообщение не для вас.");
  const own = await at.telegram.pressesAction("11", `take ${notice}`);
  await hear();
  expect(at.telegram.answered.get(own)).toBe("Сделка «Заявка 1001» в работе.");
  expect((await taken())?.by).toEqual(["ursula"]);
});

test("how many are before me, in every queue of mine", async () => {
  await at.close();
  at = await NotifyWorld.open(database);
  await at.setUp("telegram");
  await at.person({ manager: "ursula", chat: "11" });
  await at.person({ manager: "nadezhda", chat: "12", language: "en" });
  await at.person({ manager: "marina", chat: "13" });
  const places = [...(await hears("11", "/queue")), ...(await hears("12", "/queue"))].join();
  expect(places).toMatch(
    /следующая сделка ваша\..*1 before you\.|перед вами 1 человек\..*the next lead is yours\./,
  );
  expect(await hears("13", "/queue")).toEqual(["Вы не участвуете ни в одном действующем шаблоне."]);
  await hears("11", "/duty");
  await presses("11", "Не на линии");
  expect(await hears("11", "/queue")).toEqual(["«Звонки»: Не на линии."]);
});

test("the language is chosen in the chat, by word or by button", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  expect(await hears("11", "/lang en")).toEqual(["I shall write in English."]);
  expect(await hears("11", "/help@smena_test_bot")).toEqual([
    expect.stringMatching(/^What I can do:/),
  ]);
  expect(await hears("11", "/lang")).toEqual(["Which language shall I write in?"]);
  expect(await presses("11", "Русский")).toBe("Буду писать по-русски.");
  expect(await hears("11", "привет")).toEqual([expect.stringMatching(/^Что я умею:/)]);
});

test("who is no manager has no duty and no queue", async () => {
  await at.person({ role: "head", chat: "1" });
  const none = [expect.stringMatching(/^Вы не менеджер/)];
  expect(await hears("1", "/duty")).toEqual(none);
  expect(await hears("1", "/queue")).toEqual(none);
});

test("one process asks; the other takes over when it is gone, where it had come to", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await hears("11", "/help");
  const other = at.another();
  const flow = { ...at.world.flow, worker: "two" };
  const second = { ...other, flow };
  await at.telegram.says("11", "/help");
  expect(await hear(second)).toBeNull();
  at.world.clock.pass(2 * minutes);
  expect(await hear(second)).toBe(1);
  expect(await hear()).toBeNull();
  expect(at.telegram.told("11")).toHaveLength(2);
});

test("an update is worked on again after a failure, and passed by when it never succeeds", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await at.person({ manager: "nadezhda", chat: "12" });
  const bad = { method: "sendMessage", fault: { status: 502, description: "Bad Gateway" } };
  at.telegram.faults.push(bad);
  await at.telegram.says("11", "/help");
  await expect(hear()).rejects.toThrow(/502/);
  expect(await hear()).toBe(1);
  expect(at.telegram.told("11")).toHaveLength(1);
  at.telegram.faults.push(bad, bad, bad, bad, bad);
  await at.telegram.says("11", "/help");
  await at.telegram.says("12", "/help");
  for (let attempt = 0; attempt < 4; attempt += 1) await expect(hear()).rejects.toThrow(/502/);
  expect(await hear()).toBe(2);
  expect(at.telegram.told("12")).toHaveLength(1);
  at.telegram.blockedBy.add("11");
  await at.telegram.says("11", "/help");
  expect(await hear()).toBe(1);
});

test("an answer that Telegram takes no more comes as a message", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await hears("11", "/duty");
  const old = { status: 400, description: "Bad Request: query is too old" };
  at.telegram.faults.push({ method: "answerCallbackQuery", fault: old });
  expect(await presses("11", "Не на линии")).toBeUndefined();
  expect(at.telegram.told("11").at(-1)).toBe("Вы не на линии.");
});

test("after a week of silence the numbers may begin anywhere", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  await hears("11", "/help");
  // Telegram forgets what nobody has asked for within a day.
  at.telegram.forget();
  at.telegram.nextUpdate = 5;
  at.world.clock.pass(8 * 24 * 60 * minutes);
  expect(await hears("11", "/help")).toHaveLength(1);
  expect(await hears("11", "/help")).toHaveLength(1);
});

test("updates that are sent to us need the secret, and a repeated one is done once", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  const hook = (secret: string, body: unknown) => hearUpdate(at.notify, { secret, body });
  const said = (id: number) => ({
    update_id: id,
    message: { chat: { id: 11, type: "private" }, text: "/help" },
  });
  // Set up to be asked: nothing that is sent counts.
  expect(await hook("hook-secret", said(1))).toBe(false);
  await at.setUpBot("hook");
  expect(await hear()).toBeNull();
  expect(await hook("wrong", said(1))).toBe(false);
  expect(at.telegram.sent).toEqual([]);
  expect(await hook("hook-secret", said(1))).toBe(true);
  expect(await hook("hook-secret", said(1))).toBe(true);
  expect(await hook("hook-secret", { nonsense: true })).toBe(true);
  expect(at.telegram.told("11")).toHaveLength(1);
  at.telegram.faults.push({ method: "sendMessage", fault: { status: 502, description: "bad" } });
  await expect(hook("hook-secret", said(2))).rejects.toThrow(/502/);
  expect(await hook("hook-secret", said(2))).toBe(true);
  expect(at.telegram.told("11")).toHaveLength(2);
});

test("where updates were sent elsewhere, the bot is told that it is asked", async () => {
  await at.person({ manager: "ursula", chat: "11" });
  at.telegram.hook = { url: "http://127.0.0.1:1/", secret: "s" };
  await expect(hear()).rejects.toThrow(/409/);
  expect(await hears("11", "/help")).toHaveLength(1);
});
