import type { ReactNode } from "react";
import { clock, moment } from "#web/time/words.ts";
import type { Zones } from "#web/time/zones.ts";
import styles from "./ui.module.css";

/** A time on the viewer's clock, with the account's beside it where it shows another. */
export function Moment({
  at,
  now,
  zones,
}: {
  readonly at: number;
  readonly now: number;
  readonly zones: Zones;
}): ReactNode {
  return (
    <time className={styles["moment"]} dateTime={new Date(at).toISOString()}>
      {moment(at, now, zones.viewer)}
      {zones.account && (
        <span className={styles["other"]} title={zones.account.name}>
          {" "}
          {clock(at, zones.account)}
        </span>
      )}
    </time>
  );
}
