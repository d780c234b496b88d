import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import type { Programs } from "#api/programs.ts";
import { check } from "#core/check/check.ts";
import type { Finding } from "#core/check/finding.ts";
import { DAY_MS } from "#core/time.ts";
import type { Db } from "#store/schema.ts";

interface Checked {
  readonly version: number;
  readonly day: number;
  readonly findings: readonly Finding[];
}

/** A check may take half a second: it is done once a day for each version and language. */
export function findingHandlers(
  db: Db,
  { programs, now }: { readonly programs: Programs; readonly now: () => number },
): Pick<Handlers, "listFindings"> {
  const checked = new Map<string, Checked>();
  return {
    async listFindings({ params, query: { lang } }) {
      const { id, configurationVersion: version } = await accountOf(db, params.account);
      if (version === 0) return { version, findings: [] };
      const day = Math.floor(now() / DAY_MS);
      const key = `${lang} ${id}`;
      const known = checked.get(key);
      if (known?.version === version && known.day === day)
        return { ...known, findings: [...known.findings] };
      const { configuration } = await programs.of(id, version);
      const findings = check(configuration, { at: now(), language: lang });
      checked.set(key, { version, day, findings });
      return { version, findings: [...findings] };
    },
  };
}
