/**
 * The bot's side of a chat. Only chats that somebody has linked to himself are answered; to all
 * others it is silent, except that the right code links a chat.
 */
import type { ChatBot, ChatUpdate } from "#notify/port.ts";
import { personOfChat } from "#store/notice-people.ts";
import { answerCommand } from "./notify-bot-commands.ts";
import { answerPress } from "./notify-bot-presses.ts";
import { say, type Talk } from "./notify-bot-talk.ts";
import { botWords } from "./notify-bot-words.ts";
import type { Notify } from "./notify-channels.ts";
import { linkByCode } from "./notify-link.ts";

/** @throws ChannelFailure where the bot could not answer */
export async function answerUpdate(
  notify: Notify,
  bot: ChatBot,
  update: ChatUpdate,
): Promise<void> {
  const { chat } = update;
  if (update.kind === "other") return;
  if (update.kind === "said") {
    const [, code] = /^\/start\s+(\S+)\s*$/.exec(update.text) ?? [];
    if (code !== undefined && (await welcome(notify, bot, { code, chat }))) return;
  }
  const person = await personOfChat(notify.flow.database.kysely, chat);
  if (person === null) return;
  const talk: Talk = { flow: notify.flow, bot, chat, person, words: botWords[person.language] };
  if (update.kind === "said") await answerCommand(talk, update.text);
  else await answerPress(talk, update);
}

/** @returns whether the code was right */
async function welcome(
  { flow }: Notify,
  bot: ChatBot,
  sent: { readonly code: string; readonly chat: string },
): Promise<boolean> {
  const person = await linkByCode(flow, sent);
  if (person === null) return false;
  flow.log.info({ user: person.user }, "a chat was linked");
  const words = botWords[person.language];
  await say({ flow, bot, chat: sent.chat }, words.linked(person.name));
  return true;
}
