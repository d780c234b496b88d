import type { RuleView } from "#api/contract/rules.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { methodName, otherwiseSentence, ruleSentence } from "#core/explain/rule.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { type Week, weekAround, weekSpans } from "./week.ts";

/** What a manager has had of a rule, and what he was entitled to, in leads. */
export interface Received {
  readonly received: number;
  readonly due: number;
}

export interface RuleViewContext {
  readonly program: Program;
  /** Epoch ms. */
  readonly now: number;
  readonly lang: Language;
  readonly receivedOf: (rule: string, manager: string) => Received;
  /** Rule id → shares today, of rules that share by sales. */
  readonly bySales: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** A rule as the screen shows it: its sentence, its week, and everybody's part. */
export function ruleView(compiled: CompiledRule, context: RuleViewContext): RuleView {
  const { program, now, lang } = context;
  const { rule, window, members } = compiled;
  const timeZone =
    rule.windows.find((one) => one.timeZone !== null)?.timeZone ??
    program.configuration.account.timeZone;
  const week = weekAround(now, timeZone);
  const total = members.reduce((sum, member) => sum + member.weight, 0);
  const today = context.bySales.get(rule.id);
  return {
    id: rule.id,
    name: rule.name,
    mode: rule.mode,
    sentence: ruleSentence(program, rule.id, lang),
    otherwise: otherwiseSentence(program, rule.id, lang),
    method: rule.method,
    methodName: methodName(rule.method, lang),
    timeZone,
    open: window.covers(now),
    window: weekSpans(window, week),
    members: members.map((member) => {
      const { received, due } = context.receivedOf(rule.id, member.manager);
      return {
        manager: member.manager,
        name: nameOf(program, member.manager),
        weight: member.weight,
        share: today?.[member.manager] ?? member.weight / total,
        shifts: shiftsOf(member.timetable, week),
        received,
        due: Math.round(due * 100) / 100,
      };
    }),
  };
}

function shiftsOf(timetable: CompiledRule["members"][number]["timetable"], week: Week) {
  return timetable === null || timetable.free ? [] : weekSpans(timetable, week);
}
