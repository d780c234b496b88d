import type { NoticeLine } from "#api/contract/notices.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { noticeWords } from "#core/explain/notice.ts";
import type { Program } from "#core/program.ts";
import { leadUrl } from "#flow/lead-url.ts";
import { zoneOf } from "#flow/zone-of.ts";
import type { Account } from "#store/accounts.ts";
import type { ReadNotice } from "#store/notices.ts";

/** What a notice is told with; without any configuration managers are told by their keys. */
export interface NoticeTelling {
  readonly account: Account;
  readonly program: Program | null;
  readonly lang: Language;
}

export function noticeLine(notice: ReadNotice, telling: NoticeTelling): NoticeLine {
  const { account, program, lang } = telling;
  const { id, at, kind, lead, leadName, usefulUntil, read } = notice;
  const words = noticeWords(
    notice,
    {
      lead: leadName || lead,
      isOwn: notice.manager !== null,
      at,
      timeZone: zoneOf(account, program, notice.manager),
      nameOf: (manager) => (program === null ? manager : nameOf(program, manager)),
    },
    lang,
  );
  return {
    id,
    at,
    kind,
    title: words.title,
    sentence: words.text,
    lead,
    leadName,
    leadUrl: lead && leadUrl(account.crmAddress, lead),
    usefulUntil,
    read,
  };
}
