import type { Cause } from "#core/decision.ts";
import { russianForm } from "./amount.ts";
import { lasting } from "./lasting.ts";
import { type Catalogue, named } from "./notice-scene.ts";

/** Why the lead has come, told to whoever has it now; `name` had it before. */
const came: Readonly<Record<Cause, (name: string) => string>> = {
  new: () => "подошла ваша очередь",
  released: () => "ожидание окончено",
  not_taken: (name) => `у менеджера ${name} её не взяли в работу вовремя`,
  handover: (name) => `кончилась смена (${name})`,
  duty_off: (name) => `${name} больше не на линии`,
  returned: () => "началась ваша смена",
  manual: () => "так распределено вручную",
};

/** The same of several leads; without a name where they are from several people, or from nobody. */
const manyCame: Readonly<Record<Cause, (name: string | null) => string>> = {
  new: () => "подошла ваша очередь",
  released: () => "ожидание окончено",
  not_taken: () => "их не взяли в работу вовремя",
  handover: (name) => `кончилась смена ${name === null ? "тех, кто их вёл" : `(${name})`}`,
  duty_off: (name) => `${name ?? "те, кто их вёл,"} больше не на линии`,
  returned: () => "началась ваша смена",
  manual: (name) =>
    `так распределено вручную${name === null ? "" : ` (раньше их вёл менеджер ${name})`}`,
};

/** Why the lead has gone, told to whoever had it. */
const went: Readonly<Record<Cause, string>> = {
  new: "её распределили заново",
  released: "её распределили заново",
  not_taken: "она не взята в работу вовремя",
  handover: "ваша смена кончилась",
  duty_off: "вы больше не на линии",
  returned: "началась смена прежнего менеджера",
  manual: "так распределено вручную",
};

const manyWent: Readonly<Record<Cause, string>> = {
  ...went,
  new: "их распределили заново",
  released: "их распределили заново",
  not_taken: "они не взяты в работу вовремя",
};

const nowWith = (name: string | null) =>
  name === null ? "она ждёт, кто её примет" : `теперь её ведёт ${name}`;

const count = (leads: readonly string[], forms: Parameters<typeof russianForm>[1]) =>
  `${leads.length} ${russianForm(leads.length, forms)}`;

const inARow = (count: number) =>
  `${count} ${russianForm(count, ["сделка", "сделки", "сделок"])} подряд не взяты в работу`;

const kept = {
  transfers: "передавать её дальше больше нельзя",
  everybody_missed: "она уже побывала у всех",
  leave: "шаблон велит не передавать её",
} as const;

export const russian: Catalogue = {
  assigned({ cause, from, leads }, scene) {
    const { lead } = scene;
    const name = named(from, scene);
    if (leads !== undefined) {
      const title = `Вам передали ${count(leads, ["сделку", "сделки", "сделок"])}`;
      return { title, text: `${title}: ${manyCame[cause](name)}.` };
    }
    if (name === null) return { title: `Новая сделка: ${lead}`, text: `Новая сделка: ${lead}.` };
    return {
      title: `Сделка ${lead} теперь ваша`,
      text: `Сделка ${lead} теперь ваша: ${came[cause](name)}.`,
    };
  },
  taken_away({ cause, to, leads }, scene) {
    const { lead } = scene;
    if (leads !== undefined) {
      const yours = russianForm(leads.length, ["ваша", "ваши", "ваши"]);
      const title = `${count(leads, ["сделка", "сделки", "сделок"])} больше не ${yours}`;
      const name = named(to, scene);
      const now = name === null ? "" : `, теперь их ведёт ${name}`;
      return { title, text: `${title}: ${manyWent[cause]}${now}.` };
    }
    const now = nowWith(named(to, scene));
    return {
      title: `Сделка ${lead} больше не ваша`,
      text: `Сделка ${lead} больше не ваша: ${went[cause]}, ${now}.`,
    };
  },
  not_taken_warning: ({ until }, { lead, when, left }) => ({
    title: `Ещё ${left(until)}: возьмите сделку ${lead} в работу`,
    text: `Сделка ${lead} ещё не в работе. Возьмите её до срока (${when(until)}), иначе её получит другой менеджер.`,
  }),
  not_taken({ minutes, to }, scene) {
    const { lead } = scene;
    const within = minutes === 0 ? "вовремя" : `за ${lasting(minutes * 60_000, "ru")}`;
    return {
      title: `Сделка ${lead} не взята в работу`,
      text: `Сделка ${lead} не взята в работу ${within}, ${nowWith(named(to, scene))}.`,
    };
  },
  offer: ({ until }, { lead, left }) => ({
    title: `Примете сделку ${lead}?`,
    text: `Вам предложена сделка ${lead}. Её получит тот, кто примет первым; ответить можно ещё ${left(until)}.`,
  }),
  offer_gone({ to }, scene) {
    const { lead } = scene;
    const name = named(to, scene);
    const end = name === null ? "её никто не принял" : `её уже ведёт ${name}`;
    return {
      title: `Предложение кончилось: ${lead}`,
      text: `Предложение сделки ${lead} кончилось: ${end}.`,
    };
  },
  waiting_long: ({ since: from }, { lead, since }) => ({
    title: `Сделка ${lead} ждёт уже ${since(from)}`,
    text: `Сделка ${lead} ждёт уже ${since(from)}: принять её некому. Отдайте её вручную или позовите кого-нибудь на линию.`,
  }),
  kept_though_missed: ({ manager, why }, { lead, nameOf }) => ({
    title: `Сделку ${lead} никто не берёт в работу`,
    text: `Сделку ${lead} никто не берёт в работу, и ${kept[why]}. Она остаётся у менеджера ${nameOf(manager)}: решите, кому её отдать.`,
  }),
  stopped_fight: ({ flips }, { lead }) => ({
    title: `За сделку ${lead} спорят две программы`,
    text: `Ответственного в сделке ${lead} раз за разом меняет кто-то ещё (${flips} ${russianForm(flips, ["раз", "раза", "раз"])}). Мы её больше не передаём: проверьте роботов в CRM.`,
  }),
  paused_by_system({ manager, missed, until }, { isOwn, nameOf, when }) {
    const end = until === null ? "" : ` Пауза кончится ${when(until)}.`;
    if (isOwn) {
      return {
        title: "Вы на паузе",
        text: `Вы на паузе: ${inARow(missed)}. Вернитесь на линию, когда сможете принимать сделки.${end}`,
      };
    }
    const name = nameOf(manager);
    return { title: `${name} на паузе`, text: `${name} на паузе: ${inARow(missed)}.${end}` };
  },
  not_at_work: ({ manager, since: from }, { nameOf, when }) => ({
    title: `${nameOf(manager)} не на месте`,
    text: `${nameOf(manager)} по графику на смене (началась ${when(from)}), но не на линии и не в CRM.`,
  }),
  returned({ from, leads }, scene) {
    const { lead } = scene;
    const name = named(from, scene);
    if (leads !== undefined) {
      const came = russianForm(leads.length, ["вернулась", "вернулись", "вернулись"]);
      const title = `К вам ${came} ${count(leads, ["сделка", "сделки", "сделок"])}`;
      return { title, text: `${title}: началась ваша смена.` };
    }
    const meanwhile = name === null ? "" : ` Пока вас не было, её вёл другой менеджер: ${name}.`;
    return {
      title: `Сделка ${lead} снова ваша`,
      text: `Сделка ${lead} снова ваша: началась ваша смена.${meanwhile}`,
    };
  },
};
