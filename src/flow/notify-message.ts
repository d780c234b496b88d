/** A notice as it is sent: in its reader's language, with what he can do about it at once. */
import { createHash } from "node:crypto";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { noticeWords } from "#core/explain/notice.ts";
import type { NoticeWords } from "#core/explain/notice-scene.ts";
import type { Program } from "#core/program.ts";
import type { Button, Message } from "#notify/port.ts";
import type { Account } from "#store/accounts.ts";
import type { DueDelivery } from "#store/notice-deliveries.ts";
import { leadUrl } from "./lead-url.ts";
import { buttonWords, linkWords } from "./notify-words.ts";
import { zoneOf } from "./zone-of.ts";

/** What a message is made of besides its notice. */
export interface MessageScene {
  readonly account: Account;
  /** Null before the first configuration: managers are told by their keys then. */
  readonly program: Program | null;
  /** Where people find the screens; null: only on this machine. */
  readonly publicUrl: string | null;
}

/** @param now epoch ms of the attempt to send it */
export function messageOf(delivery: DueDelivery, scene: MessageScene, now: number): Message {
  const { told, address, language } = delivery;
  const lang = language ?? "ru";
  const words = wordsOf(delivery, scene, lang);
  return {
    key: keyOf(delivery, scene.account),
    sentAt: now,
    to: address ?? "",
    title: words.title,
    text: words.text,
    link: linkOf(told.lead, scene, lang),
    buttons: buttonsOf(delivery, lang),
    data: dataOf(delivery, scene),
  };
}

/** The account's own secret keeps equal notices of two installations apart. */
function keyOf({ notice, channel, recipient }: DueDelivery, { id, hookSecret }: Account): string {
  const parts = [hookSecret, id, notice, channel, recipient];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function wordsOf(
  { told, leadNow }: Pick<DueDelivery, "told" | "leadNow">,
  { account, program }: MessageScene,
  lang: Language,
): NoticeWords {
  const about = {
    lead: leadNow?.name || told.lead,
    isOwn: told.manager !== null,
    at: told.at,
    timeZone: zoneOf(account, program, told.manager),
    nameOf: (manager: string) => (program === null ? manager : nameOf(program, manager)),
  };
  return noticeWords(told, about, lang);
}

/** To the lead's card in the CRM, where there is one; otherwise to the screens. */
function linkOf(
  lead: string | null,
  { account, publicUrl }: MessageScene,
  lang: Language,
): Message["link"] {
  const card = lead === null ? null : leadUrl(account.crmAddress, lead);
  if (card !== null) return { url: card, label: linkWords.card[lang] };
  return publicUrl === null ? null : { url: publicUrl, label: linkWords.screens[lang] };
}

/** A press comes back with the notice's number, which tells lead and manager (see notify-bot.ts). */
function buttonsOf({ told, notice }: DueDelivery, lang: Language): Message["buttons"] {
  const isOfMany = "leads" in told.params && told.params.leads !== undefined;
  if (told.manager === null || isOfMany) return [];
  const button = (action: keyof typeof buttonWords, of: string): Button => ({
    label: buttonWords[action][lang],
    action: `${action} ${of}`,
  });
  switch (told.kind) {
    case "offer":
      return [[button("accept", String(notice)), button("decline", String(notice))]];
    case "assigned":
    case "returned":
    case "not_taken_warning":
      return [[button("take", String(notice))]];
    case "paused_by_system":
      return [[button("online", "")]];
    default:
      return [];
  }
}

/** For programs: whoever reads it need not understand any language. */
function dataOf(delivery: DueDelivery, scene: MessageScene): object {
  const { told, leadNow } = delivery;
  const { account, program } = scene;
  const { manager, lead } = told;
  return {
    id: keyOf(delivery, account),
    account: { id: account.id, name: account.name },
    kind: told.kind,
    at: told.at,
    to:
      manager === null
        ? { role: "head" }
        : { manager, name: program === null ? manager : nameOf(program, manager) },
    lead:
      lead === null
        ? null
        : { id: lead, name: leadNow?.name ?? null, url: leadUrl(account.crmAddress, lead) },
    decision: told.decision,
    params: told.params,
    text: {
      ru: wordsOf(delivery, scene, "ru").text,
      en: wordsOf(delivery, scene, "en").text,
    },
  };
}
