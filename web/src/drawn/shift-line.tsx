import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "#web/time/words.ts";
import { cutTo, type DayLine, placeOn, type Span, ticksOf } from "./day-line.ts";
import styles from "./drawn.module.css";

const width = 1_000;

/** A manager's shifts on 24 hours, drawn in their real length, nights running over midnight. */
export function ShiftLine({
  label,
  line,
  now,
  shifts,
  colour,
  faint,
  timeZone,
}: {
  readonly label: string;
  readonly line: DayLine;
  readonly now: number;
  readonly shifts: readonly Span[];
  readonly colour: string;
  /** He has these hours but does not receive now: paused, off duty, blocked. */
  readonly faint: boolean;
  readonly timeZone: string;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const place = { timeZone, lang: i18n.language };
  const drawn = cutTo(line, shifts);
  const words = shifts.map((s) => `${clock(s.from, place)}–${clock(s.to, place)}`).join(", ");
  const x = (at: number): number => placeOn(line, at) * width;
  return (
    <svg
      className={styles["strip"]}
      height="22"
      viewBox={`0 0 ${width} 22`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${words || t("week.never")}`}
    >
      <title>{words || t("week.never")}</title>
      {ticksOf(line, timeZone).map((tick) => (
        <line
          key={tick.at}
          className={styles["division"]}
          x1={x(tick.at)}
          x2={x(tick.at)}
          y1="-7"
          y2="29"
        />
      ))}
      {drawn.map((span) => (
        <rect
          key={span.from}
          x={x(span.from)}
          width={x(span.to) - x(span.from)}
          y="6"
          height="10"
          fill={colour}
          opacity={faint ? 0.35 : 1}
        />
      ))}
      <line className={styles["now"]} x1={x(now)} x2={x(now)} y1="-7" y2="29" />
    </svg>
  );
}

/** The hours over a column of shift lines, with the present time at the hairline. */
export function DayHours({
  line,
  now,
  timeZone,
}: {
  readonly line: DayLine;
  readonly now: number;
  readonly timeZone: string;
}): ReactNode {
  const { i18n } = useTranslation();
  const at = placeOn(line, now);
  return (
    <div className={styles["hours"]} aria-hidden="true">
      {ticksOf(line, timeZone)
        .filter((tick) => Math.abs(placeOn(line, tick.at) - at) > 0.09)
        .map((tick) => (
          <span key={tick.at} style={{ left: `${placeOn(line, tick.at) * 100}%` }}>
            {tick.hour}
          </span>
        ))}
      <span className={styles["hourNow"]} style={{ left: `${at * 100}%` }}>
        {clock(now, { timeZone, lang: i18n.language })}
      </span>
    </div>
  );
}
