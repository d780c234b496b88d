import type { MyPage } from "#api/contract/my-page.ts";
import { couldReceive } from "#core/eligibility.ts";
import { inLeads } from "#core/explain/amount.ts";
import type { Language } from "#core/explain/language.ts";
import { moment } from "#core/explain/moment.ts";
import { obstacleSentence } from "#core/explain/verdict.ts";
import { unitOf } from "#core/methods/value.ts";
import { convene } from "#core/panel.ts";
import type { CompiledRule } from "#core/program.ts";
import { nextInLine } from "#core/queue.ts";
import type { AccountNow } from "./team.ts";

type MyQueue = MyPage["queues"][number];

/** Where a manager stands in every live rule of which he is a member. */
export function myQueues(scene: AccountNow, manager: string, lang: Language): MyQueue[] {
  return rulesOf(scene, manager).map((compiled) => myQueue(compiled, scene, { manager, lang }));
}

/** The live rules of which he is a member, in their order. */
export function rulesOf({ program }: Pick<AccountNow, "program">, manager: string) {
  return program.rules.filter(
    ({ rule, members }) =>
      rule.mode === "live" && members.some((member) => member.manager === manager),
  );
}

function myQueue(
  compiled: CompiledRule,
  scene: AccountNow,
  { manager, lang }: { readonly manager: string; readonly lang: Language },
): MyQueue {
  const { program, state, now } = scene;
  const { rule, window } = compiled;
  const { members } = convene(compiled, state, { at: now });
  const own = members.find((member) => member.manager === manager);
  if (own === undefined) throw new Error(`${manager} is no member of ${rule.id}`);
  const able = couldReceive(own.verdict);
  const line = nextInLine(program, state, {
    rule: rule.id,
    at: now,
    // Whoever is able and not in turn yet comes after all who are; he is not to be put among them.
    ...(!able && { supposing: manager }),
  });
  const place = line.findIndex((one) => one.manager === manager);
  const sharing = members.filter((one) => one === own || couldReceive(one.verdict));
  const total = sharing.reduce((sum, { weight }) => sum + weight, 0);
  const open = window.covers(now);
  return {
    rule: rule.id,
    ruleName: rule.name,
    before: place === -1 ? line.length : place,
    balance: inLeads(own.before, unitOf(compiled)),
    share: total === 0 ? 0 : own.weight / total,
    eligible: able && open,
    verdict:
      obstacleSentence(program, { member: own, at: now }, lang) ??
      (open ? null : closedSentence(compiled, scene, lang)),
  };
}

function closedSentence({ window }: CompiledRule, scene: AccountNow, lang: Language): string {
  const { program, now } = scene;
  const { timeZone } = program.configuration.account;
  const next = window.nextOn(now);
  const when = next === null ? null : moment({ at: next, now, timeZone }, lang);
  if (lang === "ru") return `Шаблон сейчас не действует${when ? `, снова ${when}` : ""}.`;
  return `The rule is not in force now${when ? `, but again ${when}` : ""}.`;
}
