import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ahead, clock, type Place } from "#web/time/words.ts";
import { cutTo, type Span } from "./day-line.ts";
import styles from "./drawn.module.css";
import { fortnightFrom } from "./fortnight.ts";
import { Strip } from "./strip.tsx";

const spokenMax = 4;

/** Somebody's next two weeks from today on, each shift in its real length, nights over midnight. */
export function ShiftWeeks({
  label,
  shifts,
  now,
  colour,
  place,
}: {
  readonly label: string;
  readonly shifts: readonly Span[];
  readonly now: number;
  readonly colour: string;
  readonly place: Place;
}): ReactNode {
  const { t } = useTranslation();
  const words = shifts
    .slice(0, spokenMax)
    .map(({ from, to }) => `${ahead(from, now, place)}–${clock(to, place)}`)
    .join(", ");
  return (
    <div
      className={styles["weeks"]}
      role="img"
      aria-label={`${label}: ${words || t("week.never")}`}
    >
      {fortnightFrom(now, place.timeZone).map(({ line, midnights }) => (
        <Strip key={line.from} {...{ line, midnights, now, place }} withDates={true}>
          {(across) =>
            cutTo(line, shifts).map(({ from, to }) => (
              <rect
                key={from}
                x={across(from)}
                width={across(to) - across(from)}
                y="6"
                height="8"
                fill={colour}
              />
            ))
          }
        </Strip>
      ))}
    </div>
  );
}
