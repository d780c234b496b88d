import { sameClock } from "./civil.ts";
import type { Place } from "./words.ts";
import { zoneName } from "./zone-names.ts";

export interface Zones {
  readonly viewer: Place;
  /** The account's own clock with its name; null where it shows the same as the viewer's. */
  readonly account: (Place & { readonly name: string }) | null;
}

/** In whose clocks times are written for somebody in `viewerZone` looking at an account at `now`. */
export function zonesOf({
  accountZone,
  viewerZone,
  lang,
  now,
}: {
  readonly accountZone: string;
  readonly viewerZone: string;
  readonly lang: string;
  readonly now: number;
}): Zones {
  return {
    viewer: { timeZone: viewerZone, lang },
    account: sameClock(now, accountZone, viewerZone)
      ? null
      : { timeZone: accountZone, lang, name: zoneName(accountZone, lang) },
  };
}
