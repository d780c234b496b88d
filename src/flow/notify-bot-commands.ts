/** What people write to the bot. */
import { dutyAt } from "#core/eligibility.ts";
import { type Account, findAccount, listAccounts } from "#store/accounts.ts";
import { attendanceOf } from "#store/availability.ts";
import type { OwnManager } from "#store/people.ts";
import { endOf, placesOf, whoHasWhat } from "./notify-bot-board.ts";
import { chooseLanguage } from "./notify-bot-presses.ts";
import { say, type Talk } from "./notify-bot-talk.ts";
import { buttonWords } from "./notify-words.ts";

/** More of an installation than this nobody reads in a chat. */
const ACCOUNTS_MAX = 5;

const commands: Readonly<Record<string, (talk: Talk, rest: string) => Promise<void>>> = {
  "/duty": tellDuty,
  "/who": tellWho,
  "/queue": tellQueue,
  "/lang": askLanguage,
};

/** Whatever is no command is answered with what the bot can do. */
export async function answerCommand(talk: Talk, text: string): Promise<void> {
  const [word = "", rest = ""] = text.trim().toLowerCase().split(/\s+/);
  // In a menu a command may carry the bot's name behind it.
  const command = commands[word.replace(/@\w+$/, "")];
  if (command === undefined) await say(talk, talk.words.help);
  else await command(talk, rest);
}

async function tellDuty(talk: Talk): Promise<void> {
  const { flow, person, words } = talk;
  if (person.manager === null) return say(talk, words.noManager);
  const state = await dutyOf(talk, person.manager);
  const { language } = person;
  const button = (action: keyof typeof buttonWords) => ({
    label: buttonWords[action][language],
    action,
  });
  const until = await endOf(flow, person.manager, state.until);
  await say(talk, words.duty(state.duty, until), [
    [button("online"), button("offline")],
    [button("pause15"), button("pause60")],
  ]);
}

/** A pause that is over counts as online. */
async function dutyOf({ flow }: Talk, { account, key }: OwnManager) {
  const db = flow.database.kysely;
  const known = await attendanceOf(db, { account, manager: key });
  if (known === null) return { duty: "online", until: null } as const;
  const duty = dutyAt(known, flow.clock.now());
  return { duty, until: duty === "paused" ? known.until : null };
}

async function tellWho(talk: Talk): Promise<void> {
  const accounts = await accountsOf(talk);
  const boards: string[] = [];
  for (const account of accounts.slice(0, ACCOUNTS_MAX)) {
    const lines = await whoHasWhat(talk.flow, account);
    if (lines === null) continue;
    const board = talk.words.who(lines);
    boards.push(accounts.length > 1 ? `${account.name}\n${board}` : board);
  }
  await say(talk, boards.join("\n\n") || talk.words.noAccount);
}

/** A manager sees his own account; the others what is open to them. */
async function accountsOf({ flow, person }: Talk): Promise<readonly Account[]> {
  const all = await listAccounts(flow.database.kysely);
  if (person.role === "administrator") return all;
  return all.filter(({ id }) => person.accounts.includes(id) || person.manager?.account === id);
}

async function tellQueue(talk: Talk): Promise<void> {
  const { flow, person, words } = talk;
  if (person.manager === null) return say(talk, words.noManager);
  const account = await findAccount(flow.database.kysely, person.manager.account);
  if (account === null) return say(talk, words.noAccount);
  const asked = { account, manager: person.manager.key };
  const lines = await placesOf(flow, asked, person.language);
  await say(talk, lines.length === 0 ? words.noQueue : words.queue(lines));
}

async function askLanguage(talk: Talk, rest: string): Promise<void> {
  if (rest === "ru" || rest === "en") return say(talk, await chooseLanguage(talk, rest));
  await say(talk, talk.words.language, [
    [
      { label: "Русский", action: "lang ru" },
      { label: "English", action: "lang en" },
    ],
  ]);
}
