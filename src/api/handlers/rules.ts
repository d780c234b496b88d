import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { ruleView } from "#api/present/rule-view.ts";
import { minuteOfWeek, weekAround } from "#api/present/week.ts";
import type { Programs } from "#api/programs.ts";
import { ruleShares } from "#store/ledger.ts";
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
      const context = { program, now: at, lang, receivedOf };
      return {
        version,
        timeZone,
        nowMinute,
        rules: program.rules.map((rule) => ruleView(rule, context)),
      };
    },
  };
}
