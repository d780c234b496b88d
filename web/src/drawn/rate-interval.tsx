import type { ReactNode } from "react";
import { placeOn, type RateScale } from "./rates.ts";
import styles from "./sales.module.css";

const width = 200;
const middle = 10;

/** A rate as a dot on a line from the least to the most that it may be; the team's as a hairline. */
export function RateInterval({
  scale,
  rate,
  colour,
}: {
  readonly scale: RateScale;
  readonly rate: {
    readonly estimate: number;
    readonly low: number;
    readonly high: number;
    readonly team: number;
  };
  readonly colour: string;
}): ReactNode {
  const x = (value: number): number => placeOn(scale, value) * width;
  return (
    <svg
      className={styles["line"]}
      viewBox={`0 0 ${width} 20`}
      height="20"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className={styles["axis"]} x1="0" x2={width} y1={middle} y2={middle} />
      <line className={styles["team"]} x1={x(rate.team)} x2={x(rate.team)} y1="-8" y2="28" />
      <line
        className={styles["interval"]}
        stroke={colour}
        x1={x(rate.low)}
        x2={x(rate.high)}
        y1={middle}
        y2={middle}
      />
      {/* A line of no length with a round end stays a dot, however far the picture is stretched. */}
      <line
        className={styles["dot"]}
        stroke={colour}
        x1={x(rate.estimate)}
        x2={x(rate.estimate)}
        y1={middle}
        y2={middle}
      />
    </svg>
  );
}
