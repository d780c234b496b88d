import type { Button, ChatBot } from "#notify/port.ts";
import type { NoticePerson } from "#store/notice-people.ts";
import type { Flow } from "./flow.ts";
import type { BotWords } from "./notify-bot-words.ts";

/** A chat with somebody who is known. */
export interface Talk {
  readonly flow: Flow;
  readonly bot: ChatBot;
  readonly chat: string;
  readonly person: NoticePerson;
  readonly words: BotWords;
}

/** @throws ChannelFailure */
export async function say(
  { flow, bot, chat }: Pick<Talk, "flow" | "bot" | "chat">,
  text: string,
  buttons: readonly (readonly Button[])[] = [],
): Promise<void> {
  const sentAt = flow.clock.now();
  await bot.send({ key: "", sentAt, to: chat, title: "", text, link: null, buttons, data: {} });
}
