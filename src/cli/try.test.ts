import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { runTry, type TryOptions } from "./try.ts";

async function tried(over: Partial<TryOptions>): Promise<string> {
  let text = "";
  const stdout = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const config = "src/demo/cosmetics.yaml";
  const at = "2026-03-06T23:30:00+07:00";
  const code = await runTry({ config, at, fact: [], lang: "ru", ...over }, { stdout });
  expect(code).toBe(0);
  return text;
}

test("says which rule, which manager, and why, for all members and all rules before", async () => {
  expect(await tried({ at: "2026-03-03T12:30:00+07:00", fact: ["channel=call"] })).toBe(
    `Когда: 2026-03-03T12:30:00+07:00 (Asia/Tomsk)
Шаблон: Звонки, будни днём
Менеджер: Надежда
Почему: Получает Надежда: подошла очередь, причиталось 0,67 сделки.

Участники:
  Урсула: Может принять, но очередь ещё не подошла: причитается 0,33 сделки.
  Надежда: Получает: подошла очередь, причиталось 0,67 сделки.

Шаблоны по порядку:
  Обращения, будни: Не выполнено условие «канал»: у сделки — звонок.
  Служба безопасности, суббота: В это время не действует.
  Звонки, будни днём: Подошёл: время и условия совпали.
    Звонки с понедельника по пятницу с 9:00 до 16:00: Урсула и Надежда, в порядке приоритета 1 : 2.
`,
  );
});

test("a lead that no rule takes is said to be that, in English too", async () => {
  const text = await tried({ lang: "en", at: "2026-03-08T12:00:00+07:00" });
  expect(text).toContain("Rule: none\nManager: none\nWhy: No rule took this lead");
  expect(text).toContain("  Звонки, суббота: Not in force at this hour.");
});

test("facts may hold `=`, stand twice, and be what rules compare with", async () => {
  const at = "2026-03-07T10:00:00+07:00";
  const fact = ["channel=written", "pipeline=Служба безопасности", "tags=a=b", "tags=c"];
  expect(await tried({ at, fact })).toContain("Шаблон: Служба безопасности, суббота");
});

test.each<[Partial<TryOptions>, string]>([
  [{ at: "2026-03-06T23:30:00" }, "--at 2026-03-06T23:30:00 is no moment."],
  [{ fact: ["channel"] }, "--fact channel names no fact."],
  [{ fact: ["__proto__=x"] }, "--fact __proto__=x names no fact."],
  [{ fact: ["channel=fax"] }, "Use call, written or other."],
  [{ config: "none.yaml" }, "Cannot read none.yaml: there is no such file."],
])("%o is refused with the remedy", async (over, message) => {
  await expect(tried(over)).rejects.toThrow(message);
});
