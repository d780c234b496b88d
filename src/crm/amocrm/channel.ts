/**
 * The channel in words: what a source, a form, a tag or a UTM mark says where nothing better is
 * known. Only the beginnings of words below count, in Russian and English (with a space at the end:
 * the whole word); what has none of them is `other`, and a rule can ask for the source itself.
 */
import type { Channel } from "#core/decision.ts";

const beginnings: readonly (readonly [Channel, readonly string[]])[] = [
  // Before calls: somebody who asks to be called back has written, and nobody is on the line.
  ["written", ["обратный звон", "заказ звон", "заказать звон", "callback", "call back"]],
  ["call", ["звон", "вызов", "телефон", "коллтрекинг", "атс"]],
  ["call", ["call", "phone", "telephony", "sip", "pbx", "uis", "mango", "манго"]],
  ["written", ["заявк", "форм", "сайт", "лендинг", "квиз", "чат", "почт", "письм", "мессенджер"]],
  ["written", ["form", "site", "website", "landing", "quiz", "chat", "mail", "email", "e mail"]],
  ["written", ["telegram", "телеграм", "whatsapp", "ватсап", "viber", "вайбер", "messenger"]],
  ["written", ["вконтакте", "vkontakte", "instagram", "инстаграм", "facebook", "авито", "avito"]],
  ["written", ["jivo", "tilda", "тильда", "marquiz", "vk ", "вк ", "tg "]],
];

/** The channel that the first telling text names; null where none tells. */
export function channelInWords(texts: readonly string[]): Channel | null {
  for (const text of texts) {
    const words = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
    const told = beginnings.find(([, list]) => list.some((start) => words.includes(` ${start}`)));
    if (told) return told[0];
  }
  return null;
}
