import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { counterfactual } from "#core/counterfactual/counterfactual.ts";
import { counterfactualSentence } from "#core/counterfactual/sentence.ts";
import { decide } from "#core/decide.ts";
import type { DecisionRecord } from "#core/decision.ts";
import type { Scene } from "#core/outcome.ts";
import { compile } from "#core/program.ts";
import { giveBack } from "#core/redistribution/give-back.ts";
import { giveByHand } from "#core/redistribution/give-by-hand.ts";
import { handOver, redistributeByHand } from "#core/redistribution/hand-over.ts";
import type { HeldLead } from "#core/redistribution/held-lead.ts";
import { passOn } from "#core/redistribution/pass-on.ts";
import { emptySnapshot, restore, setDuty } from "#core/state.ts";
import { configurationOf, instant } from "#test/support/checked-world.ts";
import { rulesAsked } from "./asked.ts";
import { askedSentence } from "./asked-sentence.ts";
import { headline } from "./headline.ts";
import { memberSentence } from "./verdict.ts";

const evening = instant("2026-03-02T18:00:00+03:00");

function shopOf(taken: object = {}, more: object = {}): Scene {
  const configuration = configurationOf({
    schedules: {
      day: { weekly: { "mon-fri": "09:00-18:00" } },
      late: { weekly: { "mon-fri": "12:00-21:00" } },
    },
    managers: {
      marina: { name: "Марина", schedule: "day" },
      ursula: { name: "Урсула", schedule: "late" },
      nadezhda: { name: "Надежда", schedule: "late" },
      olga: { name: "Ольга" },
    },
    rules: [
      {
        name: "Звонки",
        if: { channel: "call" },
        members: ["marina", "ursula", "nadezhda"],
        handover: { at_shift_end: "all", return: true },
        taken: { within: "15m", ...taken },
        ...more,
      },
    ],
  });
  const program = compile(configuration);
  return { program, state: restore(program, emptySnapshot) };
}

const held = (manager: string, more: Partial<HeldLead> = {}): HeldLead => ({
  lead: "1",
  facts: { channel: "call" },
  rule: "Звонки",
  manager,
  givenAt: evening - 900_000,
  takenBy: [],
  missed: [],
  transfers: 0,
  returnTo: null,
  charge: null,
  ...more,
});

function passed(scene: Scene, lead: HeldLead): DecisionRecord {
  const answer = passOn(scene, lead, evening);
  if (answer.kind === "stays") throw new Error(answer.because);
  return answer.record;
}

function sentences({ program }: Scene, record: DecisionRecord | null, lang: "ru" | "en") {
  if (record === null) throw new Error("nobody has the lead");
  const members = record.members.map((member) => [
    member.manager,
    memberSentence(program, { record, member }, lang),
  ]);
  return { headline: headline(program, record, lang), ...Object.fromEntries(members) };
}

describe("handed over", () => {
  const scene = shopOf();
  setDuty(scene.state, "nadezhda", { duty: "offline", until: null });
  const record = handOver(scene, held("marina"), { at: evening, cause: "handover" });

  test("the shift that ended goes before the turn", () => {
    expect(sentences(scene, record, "ru")).toEqual({
      headline: "Марина: смена закончилась. Получает Урсула: больше принять сейчас некому.",
      marina: "Сделка была здесь до конца смены.",
      ursula: "Получает: больше принять сейчас некому.",
      nadezhda: "Не на линии.",
    });
    expect(sentences(scene, record, "en")).toEqual({
      headline: "Марина: the shift has ended. Goes to Урсула: nobody else can take it now.",
      marina: "Had it until the shift ended.",
      ursula: "Receives it: nobody else can take it now.",
      nadezhda: "Off duty.",
    });
  });

  test("the rule that gave it is asked whatever the hour, and says so", () => {
    if (record === null) throw new Error("nobody has the lead");
    const [asked] = rulesAsked(scene.program, record);
    if (asked === undefined) throw new Error("no rule was asked");
    expect(askedSentence(scene.program, { record, asked }, "ru")).toBe(
      "Сделку дал этот шаблон, поэтому он спрошен первым и в любое время.",
    );
    expect(askedSentence(scene.program, { record, asked }, "en")).toBe(
      "This rule had given the lead, so it was asked first and at any hour.",
    );
  });

  test("off duty, and along with the client's other lead", () => {
    const off = handOver(shopOf(), held("marina"), { at: evening, cause: "duty_off" });
    expect(sentences(scene, off, "ru")).toMatchObject({
      headline: expect.stringMatching(/^Марина больше не на линии\. Получает /),
      marina: "Сделка была здесь до ухода с линии.",
    });
    const along = { at: evening, cause: "handover", together: "ursula" } as const;
    expect(sentences(scene, handOver(shopOf(), held("marina"), along), "ru")).toEqual({
      headline:
        "Марина: смена закончилась. Получает Урсула: сюда уже перешла другая сделка этого клиента.",
      marina: "Сделка была здесь до конца смены.",
      ursula: "Получает: сюда уже перешла другая сделка этого клиента.",
      nadezhda: "Может принять, но получатель здесь назван без очереди.",
    });
  });
});

describe("not taken", () => {
  test("within which time, and that it was working time", () => {
    const scene = shopOf();
    setDuty(scene.state, "nadezhda", { duty: "offline", until: null });
    const asked = passed(scene, held("ursula", { missed: ["marina"] }));
    expect(sentences(scene, asked, "ru")).toEqual({
      headline:
        "Урсула: сделка не взята в работу за 15 минут рабочего времени. Ждёт: сейчас принять сделку некому. Уйдёт первому, кто выйдет на линию.",
      marina: "Эта сделка уже была здесь и не взята в работу вовремя.",
      ursula: "Не взята в работу за 15 минут рабочего времени.",
      nadezhda: "Не на линии.",
    });
    expect(sentences(scene, asked, "en")).toMatchObject({
      headline:
        "Урсула did not take the lead within 15 minutes of working time. Waits: nobody can take it now. It goes to the first who comes on duty.",
      ursula: "Did not take it within 15 minutes of working time.",
    });
  });

  test("who has no schedule has no working time", () => {
    const scene = shopOf({ within: "1h" });
    expect(sentences(scene, passed(scene, held("olga")), "ru").headline).toMatch(
      /^Ольга: сделка не взята в работу за 1 час\. Получает /,
    );
    expect(sentences(scene, passed(scene, held("olga")), "en").headline).toMatch(
      /^Ольга did not take the lead within 1 hour\. Goes to /,
    );
  });

  test("into the pool although somebody is there, and to the named person", () => {
    const waits = shopOf(parse("then: wait"));
    expect(sentences(waits, passed(waits, held("ursula")), "ru").headline).toBe(
      "Урсула: сделка не взята в работу за 15 минут рабочего времени. Возвращается в общую очередь.",
    );
    const named = shopOf(parse("then: { on_duty: olga }"));
    expect(sentences(named, passed(named, held("ursula")), "ru")).toMatchObject({
      headline:
        "Урсула: сделка не взята в работу за 15 минут рабочего времени. Получает Ольга: по шаблону сюда переходит то, что не взято вовремя.",
      olga: "Получает: по шаблону сюда переходит то, что не взято вовремя.",
    });
    expect(rulesAsked(named.program, passed(named, held("ursula")))).toEqual([]);
  });
});

test("returned: his shift has begun", () => {
  const scene = shopOf();
  const morning = instant("2026-03-03T09:00:00+03:00");
  const record = giveBack(scene, held("ursula", { returnTo: "marina" }), morning);
  expect(sentences(scene, record, "ru")).toMatchObject({
    headline: "Получает Марина: новая смена началась, сделка возвращается.",
    marina: "Получает: новая смена началась, сделка возвращается.",
    ursula: "Сделка была здесь до возвращения.",
  });
  expect(sentences(scene, record, "en")).toMatchObject({
    headline: "Goes to Марина: the next shift has begun, and the lead comes back.",
    ursula: "Had it until it was given back.",
  });
});

describe("by hand", () => {
  const gift = {
    lead: "1",
    facts: { channel: "call" },
    rule: "Звонки",
    from: "ursula",
    to: "nadezhda",
    at: evening,
    costsTurn: true,
    charge: null,
  };

  test("who and why, where they are told", () => {
    const scene = shopOf();
    expect(sentences(scene, giveByHand(scene, gift), "ru")).toEqual({
      headline: "Передана вручную. Получает Надежда.",
      marina: "Вне смены. Ближайшая — завтра в 9:00.",
      ursula: "Сделка была здесь до передачи вручную.",
      nadezhda: "Получает: так решили вручную.",
    });
    const told = giveByHand(scene, { ...gift, by: "olga", why: "просил клиент" });
    expect(sentences(scene, told, "ru").headline).toBe(
      "Передана вручную (Ольга, «просил клиент»). Получает Надежда.",
    );
    expect(sentences(scene, told, "en")).toMatchObject({
      headline: "Moved by hand (Ольга, “просил клиент”). Goes to Надежда.",
      nadezhda: "Receives it: chosen by hand.",
    });
  });

  test("by the rules", () => {
    const scene = shopOf();
    const one = { ...held("ursula"), missed: ["nadezhda"] };
    const noon = instant("2026-03-02T12:30:00+03:00");
    const record = redistributeByHand(scene, one, { at: noon, by: "head@shop" });
    expect(sentences(scene, record, "ru")).toMatchObject({
      headline:
        "Перераспределена вручную (head@shop). Получает Марина: больше принять сейчас некому.",
      nadezhda: "Эта сделка уже была здесь и не взята в работу вовремя.",
    });
  });
});

test("why nothing small would have given it to somebody else", () => {
  const scene = shopOf();
  const say = (record: DecisionRecord | null, manager: string, lang: "ru" | "en") => {
    if (record === null) throw new Error("nobody has the lead");
    const found = counterfactual(scene.program, { record }, manager);
    return counterfactualSentence(scene.program, { record, manager, found }, lang);
  };
  const handed = handOver(scene, held("marina"), { at: evening, cause: "handover" });
  expect(say(handed, "marina", "ru")).toBe(
    "У менеджера Марина эта сделка уже была, поэтому снова не предлагалась.",
  );
  expect(say(handed, "marina", "en")).toBe(
    "Марина has had this lead already, so it was not given there again.",
  );
  const other = handed?.manager === "ursula" ? "nadezhda" : "ursula";
  expect(say(handed, other, "ru")).toMatch(/^Если бы .+, решение было бы: получает /);
  const given = giveByHand(scene, {
    ...{ lead: "1", facts: { channel: "call" }, rule: "Звонки", from: null, to: "olga" },
    ...{ at: evening, costsTurn: true, charge: null },
  });
  expect(say(given, "ursula", "ru")).toBe(
    "Получатель здесь назван, а не выбран: менеджера Урсула не спрашивали бы и при другой очереди.",
  );
  expect(say(given, "ursula", "en")).toBe(
    "The receiver was named and not chosen: whatever the turns, Урсула would not have been asked.",
  );
});

test("in a lead's history: a first decision says nothing of moves", () => {
  const { program, state } = shopOf();
  const record = decide(program, state, {
    lead: "1",
    facts: { channel: "call" },
    at: evening,
    cause: "new",
  });
  expect(headline(program, record, "ru")).toMatch(/^Получает /);
});
