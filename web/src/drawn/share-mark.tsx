import type { ReactNode } from "react";
import { placeOn, type RateScale } from "./rates.ts";
import styles from "./sales.module.css";

const width = 200;

/** A share as a bar, with a tick where an equal one ends; `next` is what it would become. */
export function ShareMark({
  scale,
  share,
  equal,
  next,
  colour,
}: {
  readonly scale: RateScale;
  readonly share: number;
  readonly equal: number;
  readonly next?: number | undefined;
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
      <rect className={styles["ground"]} y="5" width={width} height="10" />
      <rect
        y="5"
        width={x(share)}
        height="10"
        fill={colour}
        opacity={next === undefined ? undefined : 0.35}
      />
      {next !== undefined && <rect y="7.5" width={x(next)} height="5" fill={colour} />}
      <line className={styles["equal"]} x1={x(equal)} x2={x(equal)} y1="1" y2="19" />
    </svg>
  );
}
