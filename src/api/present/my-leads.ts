/** A manager's leads, those of his rules that others received, and those that were taken from him. */
import type { MyPage } from "#api/contract/my-page.ts";
import { headline } from "#core/explain/headline.ts";
import { nameOf } from "#core/explain/members.ts";
import { memberSentence } from "#core/explain/verdict.ts";
import type { Program } from "#core/program.ts";
import { leadUrl } from "#flow/lead-url.ts";
import type { OwnLead, ToldDecision } from "#store/my-page.ts";
import { ruleName, type Telling } from "./decision-line.ts";
import { takeBy } from "./take-by.ts";

/** Whose page it is, told by the program of the decision at hand. */
export interface OwnTelling extends Telling {
  readonly manager: string;
}

const leadOf = ({ lead, leadName }: ToldDecision, { crmAddress }: Telling) => ({
  lead,
  leadName,
  leadUrl: leadUrl(crmAddress, lead),
});

/** @param current the rules of now: by them it is told until when he has to begin */
export function myLead(
  own: OwnLead,
  telling: OwnTelling,
  current: Program,
): MyPage["leads"][number] {
  const { record, rule, at, takenBy, closed } = own;
  const { manager, program } = telling;
  return {
    ...leadOf(own, telling),
    at,
    ruleName: rule && ruleName(program, rule),
    cause: record.cause,
    sentence: received(own, telling),
    taken: takenBy.includes(manager),
    takeBy: closed ? null : takeBy(current, { ...own, givenAt: at }, manager),
    closed,
  };
}

const changedInCrm = {
  ru: "Ответственного сменила CRM.",
  en: "The CRM has changed who is responsible.",
} as const;

function received({ record }: OwnLead, { manager, program, lang }: OwnTelling): string {
  if (record.manager !== manager) return changedInCrm[lang];
  const member = record.members.find((one) => one.manager === manager);
  return member === undefined || record.move?.to !== undefined
    ? headline(program, record, lang)
    : memberSentence(program, { record, member }, lang);
}

/** Null: he was no member of the rule then. */
export function passedOver(
  told: ToldDecision,
  telling: OwnTelling,
): MyPage["passedOver"][number] | null {
  const { record, at } = told;
  const { manager, program, lang } = telling;
  const member = record.members.find((one) => one.manager === manager);
  if (member === undefined) return null;
  return {
    ...leadOf(told, telling),
    at,
    winnerName: nameOf(program, record.manager ?? ""),
    sentence: memberSentence(program, { record, member }, lang),
  };
}

export function lostLead(told: ToldDecision, telling: OwnTelling): MyPage["lost"][number] {
  const { record, at } = told;
  const { program, lang } = telling;
  return {
    ...leadOf(told, telling),
    at,
    toName: record.manager && nameOf(program, record.manager),
    sentence: headline(program, record, lang),
  };
}
