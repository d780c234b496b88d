import type { ReactNode } from "react";
import { partLeft, stopwatch } from "./countdown.ts";
import type { Span } from "./day-line.ts";
import styles from "./drawn.module.css";

const radius = 27;
const round = 2 * Math.PI * radius;
const hurryMs = 10_000;

/** A ring that empties until the end of `span`, with the time left inside; red when ten seconds are left. */
export function CountdownRing({
  span,
  now,
  label,
}: {
  readonly span: Span;
  readonly now: number;
  readonly label: string;
}): ReactNode {
  const leftMs = span.to - now;
  return (
    <svg
      className={styles["ring"]}
      data-hurry={leftMs <= hurryMs}
      width="64"
      height="64"
      viewBox="0 0 64 64"
      role="timer"
      aria-label={label}
    >
      <circle className={styles["ringGround"]} cx="32" cy="32" r={radius} />
      <circle
        className={styles["ringLeft"]}
        cx="32"
        cy="32"
        r={radius}
        strokeDasharray={round}
        strokeDashoffset={round * (1 - partLeft(span, now))}
        transform="rotate(-90 32 32)"
      />
      <text x="32" y="33">
        {stopwatch(leftMs)}
      </text>
    </svg>
  );
}
