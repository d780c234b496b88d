import type { ReactNode } from "react";
import { civil } from "#web/time/civil.ts";
import { type Place, weekdayNames } from "#web/time/words.ts";
import { type DayLine, placeOn } from "./day-line.ts";
import styles from "./drawn.module.css";

const width = 1_000;

/** Where an instant stands on a strip, in its own units. */
export type Across = (at: number) => number;

/** Some days on one line: their names, midnights, now as a hairline, and what is drawn between them. */
export function Strip({
  line,
  midnights,
  now,
  place,
  withDates = false,
  children,
}: {
  readonly line: DayLine;
  readonly midnights: readonly number[];
  readonly now: number;
  readonly place: Place;
  readonly withDates?: boolean;
  readonly children: (across: Across) => ReactNode;
}): ReactNode {
  const names = weekdayNames(place.lang);
  const across: Across = (at) => placeOn(line, at) * width;
  const today = midnights.findLast((midnight) => midnight <= now);
  const hasNow = line.from <= now && now < line.to;
  return (
    <div aria-hidden="true">
      <div className={styles["days"]}>
        {midnights.map((midnight) => {
          const { weekday, day } = civil(midnight, place.timeZone);
          const isToday = hasNow && midnight === today;
          return (
            <span key={midnight} className={isToday ? styles["dayToday"] : undefined}>
              {names[weekday]} {withDates && day}
            </span>
          );
        })}
      </div>
      <svg
        className={styles["strip"]}
        height="20"
        viewBox={`0 0 ${width} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className={styles["ground"]} y="4" width={width} height="12" />
        {midnights.map((at) => (
          <line
            key={at}
            className={styles["division"]}
            x1={across(at)}
            x2={across(at)}
            y1="0"
            y2="20"
          />
        ))}
        {children(across)}
        {hasNow && (
          <line className={styles["now"]} x1={across(now)} x2={across(now)} y1="-2" y2="22" />
        )}
      </svg>
    </div>
  );
}
