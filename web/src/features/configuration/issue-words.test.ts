import { expect, test } from "vitest";
import { checkConfiguration } from "#api/check-configuration.ts";
import { inRussian } from "./issue-words.ts";

const head = "version: 1\naccount: { timezone: Asia/Tomsk }\n";
const rule = (more: string) =>
  `${head}managers: { anna: { crm: 1 } }\nrules: [{ name: a, ${more} }]\n`;

test.each([
  ["version: [", "Текст не читается как YAML."],
  [`${head}rule: []\n`, "Такого ключа здесь не бывает: rule."],
  [rule("mode: 5, members: [anna]"), "Здесь ожидается значение другого вида: rules.0.mode."],
  [
    rule("members: [ann]"),
    "На кого или на что это указывает, в тексте не описано: rules.0.members.0.",
  ],
  [rule("members: []"), "В этом шаблоне некому отдать сделку: rules.0.members."],
  [
    `${head}managers: { anna: {} }\nrules: [{ name: a, members: [anna] }]\n`,
    "У менеджера нет пользователя CRM: managers.anna.",
  ],
])("what is wrong is said in Russian too, with its place: %s", (text, sentence) => {
  const checked = checkConfiguration(text, { crm: "amocrm" });
  const issues = checked.kind === "refused" ? checked.issues : [];
  expect(issues.map(inRussian)).toContain(sentence);
});

test("what has no words of its own is still said to be wrong, and where", () => {
  expect(inRussian({ code: "new_code", path: "rules.1" })).toBe("Здесь ошибка: rules.1.");
});
