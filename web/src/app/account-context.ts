import { createContext, useContext, useMemo } from "react";
import type { Answer } from "#web/api/call.ts";
import type { Connection } from "#web/api/live.ts";
import { type Language, useLanguage } from "#web/text/i18n.ts";
import { viewerZone } from "#web/time/civil.ts";
import { type Zones, zonesOf } from "#web/time/zones.ts";

export type Session = NonNullable<Answer<"getSession">>;
export type Account = Session["accounts"][number];

interface Here {
  readonly account: Account;
  readonly connection: Connection;
}

export const AccountContext = createContext<Here | null>(null);

/** The account whose screen this is, and the state of its live stream. */
export function useAccount(): Here & { readonly lang: Language } {
  const here = useContext(AccountContext);
  if (!here) throw new Error("useAccount is for screens below /a/$account");
  return { ...here, lang: useLanguage() };
}

/** In whose clocks times are written on this screen. */
export function useZones(): Zones {
  const { account, lang } = useAccount();
  return useMemo(
    () =>
      zonesOf({
        accountZone: account.timeZone,
        viewerZone: viewerZone(),
        lang,
        now: Date.now(),
      }),
    [account.timeZone, lang],
  );
}
