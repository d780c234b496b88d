import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { exactPercent } from "#web/text/numbers.ts";
import { fullWords, shareText, shortWords } from "./chart-words.ts";
import { managerColour } from "./manager-chip.tsx";
import { placeOn, type RateScale, rateScale } from "./rates.ts";
import styles from "./sales.module.css";
import { acrossOf, byShare, dayAt, labelledDays, type ShareLine, stepsOf } from "./share-lines.ts";

const width = 1_000;
const height = 260;
const labels = 5;

export interface Chart {
  readonly lines: readonly ShareLine[];
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` where they are shorter than days; oldest first. */
  readonly days: readonly string[];
  readonly equal: { readonly share: number; readonly label: string };
  /** What it shows, for whoever hears it. */
  readonly label: string;
  readonly lang: string;
}

/** The lines themselves: a slider over the days. */
export function SharePlot({
  lines,
  days,
  equal,
  label,
  lang,
  day,
  picked,
  onDay,
}: Chart & {
  readonly day: number;
  readonly picked: string | null;
  readonly onDay: (day: number | null) => void;
}): ReactNode {
  const scale = rateScale(lines.flatMap(({ shares }) => shares.map((share) => share ?? 0)));
  const plane = { width, height, to: scale.to, days: days.length };
  const x = (acrossOf(plane, day) + acrossOf(plane, day + 1)) / 2;
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    onDay(dayAt(plane, (event.clientX - left) / across));
  };
  const values = byShare(lines, day)
    .map(({ name, shares }) => `${name} ${shareText(shares[day], lang)}`)
    .join(", ");
  return (
    <div className={styles["plot"]}>
      <Levels scale={scale} equal={equal} lang={lang} />
      <div
        className={styles["canvas"]}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={day}
        aria-valuetext={`${fullWords(days[day] ?? "", lang)}: ${values}`}
        onPointerMove={follow}
        onPointerLeave={() => onDay(null)}
        onKeyDown={(event) => {
          const next = dayAfter(event, { day, days: days.length });
          if (next !== null) onDay(next);
        }}
      >
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <Grid scale={scale} equal={equal.share} />
          {lines.map(({ manager, shares }) => (
            <path
              key={manager}
              className={styles["share"]}
              data-faded={picked !== null && picked !== manager}
              data-picked={picked === manager}
              stroke={managerColour(manager)}
              d={stepsOf(plane, shares)}
            />
          ))}
          <line className={styles["chosenDay"]} x1={x} x2={x} y1="0" y2={height} />
        </svg>
      </div>
      <Dates days={days} lang={lang} />
    </div>
  );
}

/** The day that a key leads to; null: the key means nothing here. */
function dayAfter(
  event: KeyboardEvent,
  { day, days }: { readonly day: number; readonly days: number },
): number | null {
  const leaps: Readonly<Record<string, number>> = {
    ArrowLeft: day - 1,
    ArrowDown: day - 1,
    ArrowRight: day + 1,
    ArrowUp: day + 1,
    PageDown: day - 7,
    PageUp: day + 7,
    Home: 0,
    End: days - 1,
  };
  const next = leaps[event.key];
  if (next === undefined) return null;
  event.preventDefault();
  return Math.min(days - 1, Math.max(0, next));
}

function Grid({ scale, equal }: { readonly scale: RateScale; readonly equal: number }): ReactNode {
  const y = (share: number): number => height * (1 - placeOn(scale, share));
  return (
    <>
      {scale.ticks.map((tick) => (
        <line key={tick} className={styles["level"]} x1="0" x2={width} y1={y(tick)} y2={y(tick)} />
      ))}
      <line className={styles["equalLine"]} x1="0" x2={width} y1={y(equal)} y2={y(equal)} />
    </>
  );
}

function Levels({
  scale,
  equal,
  lang,
}: {
  readonly scale: RateScale;
  readonly equal: Chart["equal"];
  readonly lang: string;
}): ReactNode {
  const bottom = (share: number): string => `${100 * placeOn(scale, share)}%`;
  // The two would stand on each other.
  const isApart = (tick: number): boolean => Math.abs(tick - equal.share) > 0.06 * scale.to;
  return (
    <div className={styles["levels"]} aria-hidden="true">
      {scale.ticks.filter(isApart).map((tick) => (
        <span key={tick} style={{ bottom: bottom(tick) }}>
          {Math.round(100 * tick)}
        </span>
      ))}
      <em style={{ bottom: bottom(equal.share) }} title={exactPercent(equal.share, lang)}>
        {equal.label}
      </em>
    </div>
  );
}

function Dates({
  days,
  lang,
}: {
  readonly days: readonly string[];
  readonly lang: string;
}): ReactNode {
  return (
    <div className={styles["dates"]} aria-hidden="true">
      {labelledDays(days.length, labels).map((day) => (
        <span key={day} style={{ left: `${(100 * (day + 0.5)) / days.length}%` }}>
          {shortWords(days[day] ?? "", lang)}
        </span>
      ))}
    </div>
  );
}
