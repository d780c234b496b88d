import type { Today } from "#api/contract/today.ts";
import { inLeads } from "#core/explain/amount.ts";
import { nameOf } from "#core/explain/members.ts";
import { unitOf } from "#core/methods/value.ts";
import { nextInLine } from "#core/queue.ts";
import type { AccountNow } from "./team.ts";

type Queue = Today["queues"][number];

/** The queue of every live rule: open or not, how many wait, and who is next. */
export function queues(scene: AccountNow, waitingIn: ReadonlyMap<string, number>): Queue[] {
  const { program, state, now } = scene;
  return program.rules
    .filter(({ rule }) => rule.mode === "live")
    .map((compiled) => {
      const { rule, window } = compiled;
      const open = window.covers(now);
      return {
        rule: rule.id,
        ruleName: rule.name,
        open,
        changesAt: open ? window.nextOff(now) : window.nextOn(now),
        waiting: waitingIn.get(rule.id) ?? 0,
        next: nextInLine(program, state, { rule: rule.id, at: now }).map(
          ({ manager, balance, share }) => ({
            manager,
            name: nameOf(program, manager),
            balance: inLeads(balance, unitOf(compiled)),
            share,
          }),
        ),
      };
    });
}
