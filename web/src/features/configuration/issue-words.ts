/** What the check says of a configuration's text; its details are in English, as on the command line. */
const sentences: Readonly<Record<string, string>> = {
  yaml: "Текст не читается как YAML",
  unknown_key: "Такого ключа здесь не бывает",
  missing_key: "Здесь не хватает обязательного ключа",
  wrong_type: "Здесь ожидается значение другого вида",
  wrong_value: "Такое значение здесь не подходит",
  unknown_reference: "На кого или на что это указывает, в тексте не описано",
  duplicate: "Это уже есть в другом месте",
  overlap: "Смены или сроки пересекаются",
  percent_sum: "Проценты в шаблоне должны давать в сумме 100",
  empty_rule: "В этом шаблоне некому отдать сделку",
  unsupported: "Сервис этого пока не умеет",
  crm_missing: "У менеджера нет пользователя CRM",
};

/** @param path where it is, as `rules.0.when`; empty for the whole text */
export function inRussian({
  code,
  path,
}: {
  readonly code: string;
  readonly path: string;
}): string {
  const sentence = sentences[code] ?? "Здесь ошибка";
  return path === "" ? `${sentence}.` : `${sentence}: ${path}.`;
}
