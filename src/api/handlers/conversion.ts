import type { Handlers } from "#api/caller.ts";
import { shareDays } from "#api/conversion-days.ts";
import { type SalesScene, salesScene, sharesBefore, sharesNow } from "#api/conversion-scene.ts";
import { conversionRule, conversionView } from "#api/present/conversion.ts";
import type { Programs } from "#api/programs.ts";
import type { SalesBooks } from "#api/sales-books.ts";
import { emptyBook, type OutcomeBook } from "#core/conversion/outcome-book.ts";
import type { Language } from "#core/explain/language.ts";
import { mayBeControl } from "#core/methods/control.ts";
import { DAY_MS } from "#core/time.ts";
import { controlLeads, importedCount } from "#store/control-leads.ts";
import { sharedSince } from "#store/rule-shares.ts";
import type { Db } from "#store/schema.ts";

export interface ConversionPorts {
  readonly programs: Programs;
  readonly books: SalesBooks;
  readonly now: () => number;
}

export function conversionHandlers(
  db: Db,
  ports: ConversionPorts,
): Pick<Handlers, "getConversion" | "getConversionShares"> {
  const { programs, now } = ports;
  return {
    async getConversion({ params, query: { rule, lang } }) {
      const scene = await salesScene(db, programs, { account: params.account, rule });
      const { configurationVersion: version, timeZone } = scene.account;
      const plain = { version, now: now(), timeZone };
      if (scene.rule === null) return { ...plain, rules: [], view: null };
      return {
        ...plain,
        rules: scene.rules.map((one) => conversionRule(one, lang)),
        view: await viewOf(db, { scene, ports, lang }),
      };
    },

    async getConversionShares({ params, query: { rule, days, span } }) {
      const scene = await salesScene(db, programs, { account: params.account, rule });
      const { timeZone } = scene.account;
      if (scene.rule === null) return { timeZone, days: [], members: [] };
      const found = await shareDays(db, scene, { days, span, now: now() });
      return {
        timeZone,
        days: [...found.days],
        members: found.members.map((one) => ({ ...one, shares: [...one.shares] })),
      };
    },
  };
}

interface Looking {
  readonly scene: SalesScene;
  readonly ports: ConversionPorts;
  readonly lang: Language;
}

async function viewOf(db: Db, { scene, ports, lang }: Looking) {
  const { account, program, rule } = scene;
  const now = ports.now();
  const asked = { account: account.id, rule: rule.rule.id };
  const current = await sharesNow(db, scene);
  const dayAgo = await sharesBefore(db, scene, now - DAY_MS);
  const imported = await importedCount(db, asked);
  const since = await sharedSince(db, asked);
  const bookOf = async (): Promise<OutcomeBook> =>
    (await ports.books.of(account.id, program)).get(rule.rule.id) ?? emptyBook();
  const book = await bookOf();
  const control = rule.hasControlGroup
    ? await controlIn(db, { ...asked, scene, book })
    : new Set<string>();
  return conversionView({ ...scene, book, current, dayAgo, control, imported, since, now, lang });
}

function controlIn(
  db: Db,
  about: { account: string; rule: string; scene: SalesScene; book: OutcomeBook },
): Promise<ReadonlySet<string>> {
  const { account, rule, scene, book } = about;
  const leads = [...book.leads.keys()].filter((lead) => mayBeControl(scene.program, lead));
  return controlLeads(db, { account, rule, leads });
}
