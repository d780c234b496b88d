/** What the sandbox's clients are called and what they ask for. */

export const firstNames = [
  "Алексей",
  "Анастасия",
  "Артём",
  "Валентина",
  "Виктория",
  "Галина",
  "Данил",
  "Евгения",
  "Иван",
  "Камила",
  "Ксения",
  "Людмила",
  "Михаил",
  "Никита",
  "Ольга",
  "Павел",
  "Полина",
  "Роман",
  "Руслан",
  "Светлана",
  "Тимур",
  "Ульяна",
  "Фёдор",
  "Эльвира",
  "Юлия",
  "Ярослав",
] as const;

export const lastInitials = [
  "А.",
  "Б.",
  "В.",
  "Г.",
  "Д.",
  "К.",
  "Л.",
  "М.",
  "Н.",
  "П.",
  "С.",
  "Ф.",
] as const;

export interface TrafficProfile {
  /** What a client asks for, with the price that goes with it; 0: not known yet. */
  readonly requests: readonly { readonly title: string; readonly price: number }[];
  readonly campaigns: readonly string[];
}

export const trafficProfiles: Readonly<Record<"school" | "cosmetics", TrafficProfile>> = {
  school: {
    requests: [
      { title: "Пробный урок, взрослый", price: 0 },
      { title: "Пробный урок, ребёнок 9 лет", price: 0 },
      { title: "Английский для работы, 32 урока", price: 38_400 },
      { title: "Подготовка к IELTS", price: 54_000 },
      { title: "Подготовка к ЕГЭ, 11 класс", price: 46_800 },
      { title: "Разговорный клуб", price: 7_900 },
      { title: "Интенсив перед поездкой", price: 18_500 },
      { title: "Корпоративное обучение, 6 человек", price: 126_000 },
    ],
    campaigns: ["probny_urok", "deti_osen", "ielts", "retarget"],
  },
  cosmetics: {
    requests: [
      { title: "Набор для сухой кожи", price: 4_900 },
      { title: "Сыворотка с витамином C", price: 2_350 },
      { title: "Крем ночной, 3 штуки", price: 5_700 },
      { title: "Опт: салон красоты", price: 64_000 },
      { title: "Подарочный набор", price: 6_200 },
      { title: "Подбор ухода", price: 0 },
      { title: "Вопрос по заказу", price: 0 },
      { title: "Опт: маркетплейс", price: 182_000 },
    ],
    campaigns: ["uhod_zima", "opt_salony", "podarki", "retarget"],
  },
};

export const sourcesOf = {
  sip: ["Звонок", "Звонок с Авито", "Обратный звонок"],
  forms: ["Сайт", "Лендинг", "Квиз"],
  chats: ["Telegram", "ВКонтакте", "Авито", "Чат на сайте"],
  mail: ["Почта"],
  plain: ["Сайт", "Авито", "Рекомендация"],
} as const;

export const utmSources = ["yandex", "vk", "google", "telegram"] as const;
export const securityPipeline = "Служба безопасности";
