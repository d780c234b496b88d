import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { minutesOfDay, minutesOfWeek } from "#web/time/civil.ts";
import { weekdayNames } from "#web/time/words.ts";
import styles from "./drawn.module.css";
import { isOpenAt, joined, type WeekSpan, weekInWords } from "./week.ts";

const midnights = [1, 2, 3, 4, 5, 6].map((day) => day * minutesOfDay);

/** 168 hours on a line: spans as bars, now as a hairline. */
export function WeekStrip({
  label,
  spans,
  nowMinute,
  colour,
  height = 14,
}: {
  /** Whose or which week it is; the hours in words follow it. */
  readonly label: string;
  readonly spans: readonly WeekSpan[];
  readonly nowMinute: number;
  /** A manager's colour; without it the span that holds now is teal and the others grey. */
  readonly colour?: string;
  readonly height?: number;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const words = weekInWords(spans, weekdayNames(i18n.language), {
    always: t("week.always"),
    never: t("week.never"),
  });
  return (
    <svg
      className={styles["strip"]}
      height={height}
      viewBox={`0 0 ${minutesOfWeek} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${words}`}
    >
      <title>{words}</title>
      <rect className={styles["ground"]} width={minutesOfWeek} height="10" />
      {midnights.map((at) => (
        <line key={at} className={styles["division"]} x1={at} x2={at} y1="0" y2="10" />
      ))}
      {joined(spans).map((span) => (
        <rect
          key={span.from}
          className={isOpenAt([span], nowMinute) ? styles["spanNow"] : styles["span"]}
          {...(colour ? { style: { fill: colour } } : {})}
          x={span.from}
          width={span.to - span.from}
          y="2"
          height="6"
        />
      ))}
      <line className={styles["now"]} x1={nowMinute} x2={nowMinute} y1="-3" y2="13" />
    </svg>
  );
}

/** The names of the days over a column of strips, today's in teal. */
export function WeekDays({ nowMinute }: { readonly nowMinute: number }): ReactNode {
  const { i18n } = useTranslation();
  const today = Math.floor(nowMinute / minutesOfDay);
  return (
    <div className={styles["days"]} aria-hidden="true">
      {weekdayNames(i18n.language).map((name, day) => (
        <span key={name} className={day === today ? styles["dayToday"] : undefined}>
          {name}
        </span>
      ))}
    </div>
  );
}
