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
  readonly user: Session["user"];
  readonly connection: Connection;
}

export const AccountContext = createContext<Here | null>(null);

/** The account whose screen this is, who looks at it, and the state of its live stream. */
export function useAccount(): Here & { readonly lang: Language } {
  const here = useContext(AccountContext);
  if (!here) throw new Error("useAccount is for screens below /a/$account");
  return { ...here, lang: useLanguage() };
}

/** May who is signed in pause people and move leads? */
export function useLeads(): boolean {
  const { role } = useAccount().user;
  return role === "administrator" || role === "head";
}

/** In whose clocks times are written on this screen. */
export function useZones(): Zones {
  return useZonesBeside(useAccount().account.timeZone);
}

/** The same where not the account's but somebody's own clock stands beside the viewer's. */
export function useZonesBeside(timeZone: string): Zones {
  const lang = useLanguage();
  return useMemo(
    () => zonesOf({ accountZone: timeZone, viewerZone: viewerZone(), lang, now: Date.now() }),
    [timeZone, lang],
  );
}
