/** Whose client it is, in words. */
import type { DecisionRecord, KeptOwner } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import type { Language } from "./language.ts";
import { nameOf } from "./members.ts";
import { moment } from "./moment.ts";

const reasons: Readonly<Record<KeptOwner["of"], Readonly<Record<Language, string>>>> = {
  contact: { ru: "по контакту", en: "responsible for the client's contact" },
  company: { ru: "по компании", en: "responsible for the client's company" },
  last: { ru: "по прошлой сделке", en: "had the client's previous lead" },
  spoke: { ru: "по последнему разговору", en: "spoke with the client last" },
  same_client: { ru: "по недавней сделке", en: "has another recent lead of this client" },
};

/** «клиент закреплён по контакту», after «Получает: ». */
export function clientPhrase(program: Program, owner: KeptOwner, lang: Language): string {
  const reason = reasons[owner.of][lang];
  const ru = lang === "ru";
  if (owner.deputyOf === null) return ru ? `клиент закреплён ${reason}` : reason;
  const name = nameOf(program, owner.deputyOf);
  return ru
    ? `клиент закреплён ${reason} за менеджером ${name}, сейчас замещение`
    : `standing in for ${name}, ${reason}`;
}

/** For a lead that waits for the client's manager. */
export function waitsForOwner(
  program: Program,
  { record, owner }: { readonly record: DecisionRecord; readonly owner: KeptOwner },
  lang: Language,
): string {
  const { at: now, until, members } = record;
  const { timeZone } = program.configuration.account;
  const name = nameOf(program, owner.manager);
  const when = until === null ? "" : moment({ at: until, now, timeZone }, lang);
  const comes = members.some(
    ({ manager, nextAt }) => manager === owner.manager && nextAt === until,
  );
  if (comes) {
    return lang === "ru"
      ? `Ждёт менеджера клиента: ${name} сможет принять ${when}.`
      : `Waits for the client's manager: ${name} can take it ${when}.`;
  }
  return lang === "ru"
    ? `Ждёт менеджера клиента: ${name}. Если не дождётся, ${when} уйдёт в общую очередь.`
    : `Waits for the client's manager, ${name}. If in vain, it goes into everybody's turn ${when}.`;
}
