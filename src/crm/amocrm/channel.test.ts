import { expect, test } from "vitest";
import { channelInWords } from "./channel.ts";

test.each([
  ["Звонок с сайта", "call"],
  ["Входящие звонки", "call"],
  ["Заявка по телефону", "call"],
  ["calltracking", "call"],
  ["SIPuni", "call"],
  ["Обратный звонок", "written"],
  ["Заказать звонок", "written"],
  ["Заявка с сайта", "written"],
  ["E-mail", "written"],
  ["Telegram", "written"],
  ["VK", "written"],
  ["Авито", "written"],
  ["landing-page", "written"],
])("«%s» says «%s»", (text, channel) => {
  expect(channelInWords([text])).toBe(channel);
});

test.each(["", "Яндекс.Директ", "cpc", "Перезвонили сами", "vkusno", "Выставка"])(
  "«%s» says nothing: a beginning counts only where a word begins",
  (text) => expect(channelInWords([text])).toBeNull(),
);

test("the first text that tells decides", () => {
  expect(channelInWords(["Выставка", "звонок", "форма"])).toBe("call");
});
