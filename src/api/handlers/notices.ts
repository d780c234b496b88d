import { accountOf } from "#api/account.ts";
import type { Handlers, Identity } from "#api/caller.ts";
import type { MyNotifications } from "#api/contract/notices.ts";
import { noticeLines } from "#api/notice-lines.ts";
import { noticeReader } from "#api/notice-reader.ts";
import { Problem } from "#api/problem.ts";
import { DAY_MS } from "#core/time.ts";
import type { Notify } from "#flow/notify-channels.ts";
import { isChosen, kindsFor } from "#flow/notify-choices.ts";
import { makeLinkCode } from "#flow/notify-link.ts";
import { userTroubles } from "#store/notice-deliveries.ts";
import {
  choicesOf,
  noticePerson,
  saveChoices,
  savePerson,
  unlinkChat,
} from "#store/notice-people.ts";
import { countUnread, readUpTo } from "#store/notices.ts";

type NoticeHandlers = Pick<
  Handlers,
  | "listNotices"
  | "readNotices"
  | "getMyNotifications"
  | "saveMyNotifications"
  | "linkTelegram"
  | "unlinkTelegram"
>;

export function noticeHandlers(notify: Notify): NoticeHandlers {
  const { flow } = notify;
  const db = flow.database.kysely;
  return {
    async listNotices({ params, query: { lang, unread } }, { identity }) {
      const { id } = await accountOf(db, params.account);
      const reader = noticeReader(identity, id);
      const wanted = { lang, ...(unread && { unread }) };
      return {
        notices: await noticeLines(flow, reader, wanted),
        unread: await countUnread(db, reader),
      };
    },

    async readNotices({ params, body: { upTo } }, { identity }) {
      const { id } = await accountOf(db, params.account);
      await readUpTo(db, { account: id, user: personOf(identity), upTo });
      return {};
    },

    getMyNotifications: (_, { identity }) => myNotifications(notify, personOf(identity)),

    async saveMyNotifications({ body: { choices = [], language, email } }, { identity }) {
      const user = personOf(identity);
      await savePerson(db, user, {
        ...(language !== undefined && { language }),
        ...(email !== undefined && { email }),
      });
      const rows = choices.flatMap(({ kind, inApp, email, telegram }) => [
        { kind, channel: "in_app", chosen: inApp } as const,
        { kind, channel: "email", chosen: email } as const,
        { kind, channel: "telegram", chosen: telegram } as const,
      ]);
      await saveChoices(db, user, rows);
      return myNotifications(notify, user);
    },

    async linkTelegram(_, { identity }) {
      const user = personOf(identity);
      const opened = await notify.bot();
      if (opened.state !== "open") throw new Problem("channel_off");
      const { settings, name } = opened.channel;
      const bot = settings.bot ?? (await name().catch(() => null));
      const { code, expiresAt } = await makeLinkCode(flow, user);
      return { code, expiresAt, url: bot && `https://t.me/${bot}?start=${code}` };
    },

    async unlinkTelegram(_, { identity }) {
      await unlinkChat(db, personOf(identity));
      return {};
    },
  };
}

/** @throws Problem where the caller is the command line, which is told nothing */
function personOf({ user }: Identity): number {
  if (user !== null) return user;
  throw new Problem("role_forbidden", {
    detail: "The command line is nobody in particular: sign in as a person.",
  });
}

const TROUBLES_MS = 7 * DAY_MS;

async function myNotifications(notify: Notify, user: number): Promise<MyNotifications> {
  const db = notify.flow.database.kysely;
  const person = await noticePerson(db, user);
  if (person === null) throw new Problem("sign_in_required");
  const choices = (await choicesOf(db, [user])).get(user) ?? [];
  const troubles = await userTroubles(db, { user, since: notify.flow.clock.now() - TROUBLES_MS });
  const isSetUp = async (channel: "email" | "telegram") =>
    (await notify.open(channel)).state !== "off";
  return {
    language: person.language,
    email: person.email,
    available: { email: await isSetUp("email"), telegram: await isSetUp("telegram") },
    telegramLinked: person.chat !== null,
    choices: kindsFor(person).map((kind) => ({
      kind,
      inApp: isChosen(choices, { kind, channel: "in_app" }),
      email: isChosen(choices, { kind, channel: "email" }),
      telegram: isChosen(choices, { kind, channel: "telegram" }),
    })),
    troubles: troubles.flatMap(({ channel, at, reason }) =>
      channel === "webhook" ? [] : [{ channel, at, reason }],
    ),
  };
}
