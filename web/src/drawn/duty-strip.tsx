import type { ReactNode } from "react";
import { dayMs } from "#web/time/civil.ts";
import type { Place } from "#web/time/words.ts";
import styles from "./drawn.module.css";
import { dutySpans } from "./duty-spans.ts";
import { midnightBefore, midnightsFrom } from "./fortnight.ts";
import { Strip } from "./strip.tsx";

const days = 7;

/** Seven days up to now: teal on line, amber on a pause, a thin line off line. Silent: a list below it says it. */
export function DutyStrip({
  changes,
  now,
  place,
}: {
  readonly changes: Parameters<typeof dutySpans>[1];
  readonly now: number;
  readonly place: Place;
}): ReactNode {
  const first = midnightBefore(now - (days - 1) * dayMs, place.timeZone);
  const midnights = midnightsFrom(first, days, place.timeZone);
  const line = { from: first, to: midnights.at(-1) ?? now };
  return (
    <Strip line={line} midnights={midnights.slice(0, days)} now={now} place={place}>
      {(across) =>
        dutySpans(line, changes, now).map(({ state, from, to }) => (
          <rect
            key={from}
            className={styles["dutySpan"]}
            data-state={state}
            x={across(from)}
            width={across(to) - across(from)}
            y={state === "offline" ? 9 : 6}
            height={state === "offline" ? 2 : 8}
          />
        ))
      }
    </Strip>
  );
}
