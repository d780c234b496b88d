/** What stands on buttons and links. */
interface Words {
  readonly ru: string;
  readonly en: string;
}

export const linkWords = {
  card: { ru: "Открыть сделку в CRM", en: "Open the lead in the CRM" },
  screens: { ru: "Открыть Смену", en: "Open Smena" },
} as const satisfies Readonly<Record<string, Words>>;

/** By the action that a press asks for. */
export const buttonWords = {
  accept: { ru: "Принять", en: "Accept" },
  decline: { ru: "Отказаться", en: "Decline" },
  take: { ru: "Беру в работу", en: "I begin with it" },
  online: { ru: "На линию", en: "On duty" },
  pause15: { ru: "Пауза 15 минут", en: "Pause 15 minutes" },
  pause60: { ru: "Пауза 1 час", en: "Pause 1 hour" },
  offline: { ru: "Не на линии", en: "Off duty" },
} as const satisfies Readonly<Record<string, Words>>;

/** The message by which a channel is tried. */
export const testWords = {
  ru: { title: "Смена: проверка связи", text: "Это проверка: сообщения доходят." },
  en: { title: "Smena: a test", text: "This is a test: messages arrive." },
} as const;
