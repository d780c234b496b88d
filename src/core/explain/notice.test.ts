import { expect, test } from "vitest";
import { type NoticeContent, noticeKinds } from "#core/notice.ts";
import { type NoticeAbout, noticeWords } from "./notice.ts";

/** Monday 2 March 2026, 10:00 in Tomsk. */
const at = 1_772_420_400_000;
const minutes = 60_000;
const names: Readonly<Record<string, string>> = { ursula: "Урсула", marina: "Марина" };
const about: NoticeAbout = {
  lead: "Заявка 1001",
  isOwn: true,
  at,
  timeZone: "Asia/Tomsk",
  nameOf: (key) => names[key] ?? key,
};
const inRussian = (notice: NoticeContent, more: Partial<NoticeAbout> = {}) =>
  noticeWords(notice, { ...about, ...more }, "ru").text;
const inEnglish = (notice: NoticeContent) => noticeWords(notice, about, "en").text;

test("a lead passed on because it was let lie is told with the time it had and who has it now", () => {
  const notice: NoticeContent = { kind: "not_taken", params: { minutes: 15, to: "ursula" } };
  expect(inRussian(notice)).toBe(
    "Сделка «Заявка 1001» не взята в работу за 15 минут, теперь её ведёт Урсула.",
  );
  expect(inEnglish(notice)).toBe(
    "Work on lead “Заявка 1001” did not begin within 15 minutes: Урсула has it now.",
  );
});

test.each([
  [1, "1 минуту"],
  [2, "2 минуты"],
  [60, "1 час"],
  [90, "90 минут"],
  [180, "3 часа"],
  [1_440, "1 день"],
])("%i minutes are said as %s", (lasted, words) => {
  const notice: NoticeContent = { kind: "not_taken", params: { minutes: lasted, to: null } };
  expect(inRussian(notice)).toContain(` за ${words}, она ждёт, кто её примет.`);
});

test("whoever loses a lead is told why, and whoever has it now is told from whom", () => {
  expect(inRussian({ kind: "taken_away", params: { cause: "handover", to: "ursula" } })).toBe(
    "Сделка «Заявка 1001» больше не ваша: ваша смена кончилась, теперь её ведёт Урсула.",
  );
  expect(inRussian({ kind: "assigned", params: { cause: "duty_off", from: "marina" } })).toBe(
    "Сделка «Заявка 1001» теперь ваша: Марина больше не на линии.",
  );
  expect(inRussian({ kind: "assigned", params: { cause: "new", from: null } })).toBe(
    "Новая сделка: «Заявка 1001».",
  );
});

const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

test("of many leads somebody is told how many there are, and with whom they are or were, if it is one", () => {
  const by = { cause: "manual", leads: many(14) } as const;
  expect(inRussian({ kind: "assigned", params: { ...by, from: null } })).toBe(
    "Вам передали 14 сделок: так распределено вручную.",
  );
  expect(inRussian({ kind: "assigned", params: { ...by, from: "marina" } })).toBe(
    "Вам передали 14 сделок: так распределено вручную (раньше их вёл менеджер Марина).",
  );
  expect(inRussian({ kind: "taken_away", params: { ...by, to: null } })).toBe(
    "14 сделок больше не ваши: так распределено вручную.",
  );
  const ended = { cause: "handover", leads: many(21) } as const;
  expect(inRussian({ kind: "taken_away", params: { ...ended, to: "ursula" } })).toBe(
    "21 сделка больше не ваша: ваша смена кончилась, теперь их ведёт Урсула.",
  );
  expect(inRussian({ kind: "assigned", params: { ...ended, from: "marina" } })).toBe(
    "Вам передали 21 сделку: кончилась смена (Марина).",
  );
  expect(inRussian({ kind: "returned", params: { from: null, leads: many(3) } })).toBe(
    "К вам вернулись 3 сделки: началась ваша смена.",
  );
});

test("an offer says how long it is open, a warning until when", () => {
  expect(inRussian({ kind: "offer", params: { until: at + 45_000 } })).toBe(
    "Вам предложена сделка «Заявка 1001». Её получит тот, кто примет первым; ответить можно ещё 45 секунд.",
  );
  expect(inRussian({ kind: "not_taken_warning", params: { until: at + 5 * minutes } })).toContain(
    "(сегодня в 10:05)",
  );
});

test("a pause is told to the manager himself and to the head in different words", () => {
  const params = { manager: "marina", missed: 3, until: at + 30 * minutes };
  const paused: NoticeContent = { kind: "paused_by_system", params };
  expect(inRussian(paused)).toMatch(/^Вы на паузе: 3 сделки подряд не взяты в работу\./);
  expect(inRussian(paused, { isOwn: false })).toBe(
    "Марина на паузе: 3 сделки подряд не взяты в работу. Пауза кончится сегодня в 10:30.",
  );
});

const samples: { readonly [Kind in (typeof noticeKinds)[number]]: readonly NoticeContent[] } = {
  assigned: (
    ["new", "released", "not_taken", "handover", "duty_off", "returned", "manual"] as const
  ).flatMap((cause) => [
    { kind: "assigned", params: { cause, from: null } },
    { kind: "assigned", params: { cause, from: "marina" } },
    { kind: "assigned", params: { cause, from: null, leads: ["1", "2"] } },
    { kind: "assigned", params: { cause, from: "marina", leads: ["1", "2"] } },
  ]),
  taken_away: (["not_taken", "handover", "duty_off", "returned", "manual"] as const).flatMap(
    (cause) => [
      { kind: "taken_away", params: { cause, to: null } },
      { kind: "taken_away", params: { cause, to: "ursula" } },
      { kind: "taken_away", params: { cause, to: null, leads: ["1", "2"] } },
      { kind: "taken_away", params: { cause, to: "ursula", leads: ["1", "2"] } },
    ],
  ),
  not_taken_warning: [{ kind: "not_taken_warning", params: { until: at + minutes } }],
  not_taken: [
    { kind: "not_taken", params: { minutes: 1, to: null } },
    { kind: "not_taken", params: { minutes: 0, to: "ursula" } },
  ],
  offer: [{ kind: "offer", params: { until: at + minutes } }],
  offer_gone: [
    { kind: "offer_gone", params: { to: null } },
    { kind: "offer_gone", params: { to: "ursula" } },
  ],
  waiting_long: [{ kind: "waiting_long", params: { since: at - 90 * minutes } }],
  kept_though_missed: [
    { kind: "kept_though_missed", params: { manager: "marina", why: "transfers" } },
    { kind: "kept_though_missed", params: { manager: "marina", why: "everybody_missed" } },
  ],
  stopped_fight: [{ kind: "stopped_fight", params: { flips: 3 } }],
  paused_by_system: [
    { kind: "paused_by_system", params: { manager: "marina", missed: 1, until: null } },
  ],
  not_at_work: [{ kind: "not_at_work", params: { manager: "marina", since: at - 10 * minutes } }],
  returned: [
    { kind: "returned", params: { from: null } },
    { kind: "returned", params: { from: "ursula" } },
    { kind: "returned", params: { from: null, leads: ["1", "2"] } },
  ],
};

test.each(noticeKinds)("%s is whole sentences in both languages, nothing left open", (kind) => {
  for (const notice of samples[kind]) {
    for (const isOwn of [true, false]) {
      const ru = noticeWords(notice, { ...about, isOwn }, "ru");
      const en = noticeWords(notice, { ...about, isOwn }, "en");
      for (const { title, text } of [ru, en]) {
        expect(text).toMatch(/[.?]$/);
        expect(title.length).toBeGreaterThan(5);
        expect(`${title} ${text}`).not.toMatch(
          /undefined|null|NaN|\b0 |\s\s|\(\)|“”|«»|ursula|marina/,
        );
      }
      expect(`${en.title} ${en.text}`.replaceAll(/Заявка|Урсула|Марина/g, "")).not.toMatch(
        /[а-я]/i,
      );
    }
  }
});
