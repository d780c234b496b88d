import { isFact } from "#core/configuration/conditions.ts";
import { decide } from "#core/decide.ts";
import type { DecisionRecord, Facts, FactValue } from "#core/decision.ts";
import { rulesAsked } from "#core/explain/asked.ts";
import { askedSentence } from "#core/explain/asked-sentence.ts";
import { headline } from "#core/explain/headline.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import { ruleSentence } from "#core/explain/rule.ts";
import { memberSentence } from "#core/explain/verdict.ts";
import type { Program } from "#core/program.ts";
import { emptySnapshot, restore } from "#core/state.ts";
import { formatInstant, parseInstant } from "#core/time.ts";
import { EventProblem } from "#sim/event.ts";
import { channelOf } from "#sim/event-values.ts";
import { readProgram } from "./read-program.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface TryOptions {
  readonly config: string;
  readonly at: string;
  /** `name=value` each; a name given twice is a list. */
  readonly fact: readonly string[];
  readonly lang: Language;
}

/**
 * One lead at one moment, everybody on duty and nothing owed: which rule, which manager, why.
 *
 * @throws Refusal where the configuration, the moment or a fact cannot be used
 */
export async function runTry(
  options: TryOptions,
  { stdout }: Pick<Terminal, "stdout">,
): Promise<number> {
  const at = parseInstant(options.at);
  if (at === null) {
    throw new Refusal(
      `--at ${options.at} is no moment. Give its offset too: 2026-03-02T09:05:00+07:00.`,
    );
  }
  const facts = factsOf(options.fact);
  const program = await readProgram(options.config, 0);
  const state = restore(program, emptySnapshot);
  const record = decide(program, state, { lead: "try", facts, at, cause: "new" });
  stdout.write(`${report(program, record, options.lang).join("\n")}\n`);
  return 0;
}

function factsOf(given: readonly string[]): Facts {
  const facts = new Map<string, FactValue>();
  for (const text of given) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (!isFact(name)) {
      throw new Refusal(`--fact ${text} names no fact. Write one such as channel=call.`);
    }
    const before = facts.get(name);
    facts.set(
      name,
      before === undefined ? valueIn(name, value) : [...[before].flat(), value].map(String),
    );
  }
  return { ...Object.fromEntries(facts), channel: checkedChannel(facts.get("channel")) };
}

function valueIn(name: string, text: string): FactValue {
  return name === "repeat" && (text === "true" || text === "false") ? text === "true" : text;
}

function checkedChannel(channel: FactValue | undefined): FactValue {
  try {
    return channelOf({ channel });
  } catch (error) {
    if (!(error instanceof EventProblem)) throw error;
    throw new Refusal(`--fact channel=${channel}: ${error.message} ${error.remedy}`, {
      cause: error,
    });
  }
}

const labels = {
  ru: { at: "Когда", rule: "Шаблон", manager: "Менеджер", why: "Почему", none: "нет" },
  en: { at: "When", rule: "Rule", manager: "Manager", why: "Why", none: "none" },
} as const;

const headings = {
  ru: { members: "Участники:", rules: "Шаблоны по порядку:" },
  en: { members: "Members:", rules: "Rules in order:" },
} as const;

function report(program: Program, record: DecisionRecord, lang: Language): readonly string[] {
  const { at, rule, manager, why, none } = labels[lang];
  const { timeZone } = program.configuration.account;
  const members = record.members.map(
    (member) =>
      `  ${nameOf(program, member.manager)}: ${memberSentence(program, { record, member }, lang)}`,
  );
  return [
    `${at}: ${formatInstant(record.at, timeZone)} (${timeZone})`,
    `${rule}: ${record.rule === null ? none : ruleName(program, record.rule)}`,
    `${manager}: ${record.manager === null ? none : nameOf(program, record.manager)}`,
    `${why}: ${headline(program, record, lang)}`,
    ...(members.length === 0 ? [] : ["", headings[lang].members, ...members]),
    "",
    headings[lang].rules,
    ...rulesInOrder(program, record, lang),
  ];
}

function rulesInOrder(program: Program, record: DecisionRecord, lang: Language): readonly string[] {
  return rulesAsked(program, record).flatMap((asked) => {
    const answer = askedSentence(program, { record, asked }, lang);
    const line = `  ${ruleName(program, asked.rule)}: ${answer}`;
    return asked.rule === record.rule
      ? [line, `    ${ruleSentence(program, asked.rule, lang)}`]
      : [line];
  });
}

function ruleName(program: Program, id: string): string {
  return program.ruleById.get(id)?.rule.name ?? id;
}
