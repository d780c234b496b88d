/** What people press in the bot's messages. */
import type { DutyState } from "#core/decision.ts";
import { quoted } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { MINUTE_MS } from "#core/time.ts";
import { ChannelFailure, type ChatUpdate } from "#notify/port.ts";
import { findAccount } from "#store/accounts.ts";
import { knownLeads } from "#store/leads.ts";
import { savePerson } from "#store/notice-people.ts";
import { findNotice } from "#store/notices.ts";
import type { OwnManager } from "#store/people.ts";
import { changeDuty } from "./availability.ts";
import { endOf } from "./notify-bot-board.ts";
import { say, type Talk } from "./notify-bot-talk.ts";
import { botWords } from "./notify-bot-words.ts";
import { acceptOffer, declineOffer } from "./offers.ts";
import { takeLead } from "./take-lead.ts";

type Press = ChatUpdate & { readonly kind: "pressed" };

export async function answerPress(talk: Talk, { action, press }: Press): Promise<void> {
  const [verb = "", of = ""] = action.split(" ");
  const text = await outcomeOf(talk, verb, of);
  try {
    await talk.bot.answer(press, text);
  } catch (error) {
    // Telegram forgets a press after a while; what came of it is told all the same.
    if (!(error instanceof ChannelFailure) || error.kind !== "refused") throw error;
    await say(talk, text);
  }
}

async function outcomeOf(talk: Talk, verb: string, of: string): Promise<string> {
  if (verb === "lang" && (of === "ru" || of === "en")) return chooseLanguage(talk, of);
  const { manager } = talk.person;
  if (manager === null) return talk.words.noManager;
  const duty = dutyWanted(verb, talk.flow.clock.now());
  if (duty !== null) return switchDuty(talk, manager, duty);
  return answerLead(talk, { manager, verb, notice: Number(of) });
}

export async function chooseLanguage({ flow, person }: Talk, language: "ru" | "en") {
  await savePerson(flow.database.kysely, person.user, { language });
  return botWords[language].languageSaved;
}

/** Null: it is no switch. */
function dutyWanted(verb: string, now: number): DutyState | null {
  switch (verb) {
    case "online":
    case "offline":
      return { duty: verb, until: null };
    case "pause15":
      return { duty: "paused", until: now + 15 * MINUTE_MS };
    case "pause60":
      return { duty: "paused", until: now + 60 * MINUTE_MS };
    default:
      return null;
  }
}

async function switchDuty(
  { flow, words }: Talk,
  manager: OwnManager,
  duty: DutyState,
): Promise<string> {
  const { account, key } = manager;
  const by = { kind: "telegram", name: key } as const;
  await changeDuty(flow, { account, manager: key, duty, by, why: null });
  return words.duty(duty.duty, await endOf(flow, manager, duty.until));
}

interface Asked {
  readonly manager: OwnManager;
  readonly verb: string;
  /** The notice under which the button stood: only whom it was sent to can use it. */
  readonly notice: number;
}

async function answerLead(talk: Talk, { manager, verb, notice }: Asked): Promise<string> {
  const { flow, words } = talk;
  const db = flow.database.kysely;
  const { account, key } = manager;
  const told = Number.isSafeInteger(notice) ? await findNotice(db, { account, id: notice }) : null;
  if (told === null || told.lead === null || told.manager !== key) return words.notYours;
  const click = { account, lead: told.lead, manager: key };
  const known = await knownLeads(db, { account, ids: [told.lead] });
  const lead = quoted(known.get(told.lead)?.name || told.lead, talk.person.language);
  switch (verb) {
    case "accept": {
      const { outcome, winner } = await acceptOffer(flow, click);
      return words.accepted(outcome, lead, winner && (await nameIn(talk, account, winner)));
    }
    case "decline": {
      const { outcome } = await declineOffer(flow, click);
      return words.declined(outcome === "over", lead);
    }
    case "take": {
      const isTaken = await takeLead(flow, click);
      return isTaken ? words.taken(lead) : words.notTaken(lead);
    }
    default:
      return words.notYours;
  }
}

async function nameIn({ flow }: Talk, id: string, manager: string): Promise<string> {
  const account = await findAccount(flow.database.kysely, id);
  const program = account && (await flow.desks.program(flow.database.kysely, account));
  return program ? nameOf(program, manager) : manager;
}
