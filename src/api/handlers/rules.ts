import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { type Shares, sharesOf } from "#api/concluded-shares.ts";
import { ruleView } from "#api/present/rule-view.ts";
import { minuteOfWeek, weekAround } from "#api/present/week.ts";
import type { Programs } from "#api/programs.ts";
import type { Program } from "#core/program.ts";
import { sharingRules } from "#flow/sales-desk.ts";
import { ruleShares } from "#store/ledger.ts";
import { latestShares } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";

const nothing = { received: 0, due: 0 };

export function ruleHandlers(
  db: Db,
  { programs, now }: { readonly programs: Programs; readonly now: () => number },
): Pick<Handlers, "listRules"> {
  return {
    async listRules({ params, query: { lang } }) {
      const { id, timeZone, configurationVersion: version } = await accountOf(db, params.account);
      const at = now();
      const nowMinute = minuteOfWeek(at, weekAround(at, timeZone));
      if (version === 0) return { version, timeZone, nowMinute, rules: [] };
      const program = await programs.of(id, version);
      const shares = new Map(
        (await ruleShares(db, id)).map((share) => [`${share.rule}\n${share.manager}`, share]),
      );
      const receivedOf = (rule: string, manager: string) =>
        shares.get(`${rule}\n${manager}`) ?? nothing;
      const bySales = await sharesToday(db, id, program);
      const context = { program, now: at, lang, receivedOf, bySales };
      return {
        version,
        timeZone,
        nowMinute,
        rules: program.rules.map((rule) => ruleView(rule, context)),
      };
    },
  };
}

/** Of the rules that share by sales, by rule. */
async function sharesToday(
  db: Db,
  account: string,
  program: Program,
): Promise<ReadonlyMap<string, Shares>> {
  const rules = sharingRules(program).map(({ rule }) => rule.id);
  const stored = await latestShares(db, { account, rules });
  return new Map(stored.map((one) => [one.rule, sharesOf(one)]));
}
