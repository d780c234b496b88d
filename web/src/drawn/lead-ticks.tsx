import type { ReactNode } from "react";
import styles from "./drawn.module.css";

const gap = 6;
const handful = 5;
const drawnMax = 40;

/** A number of leads as strokes, five to a handful, as one counts on paper. Silent: the number stands beside. */
export function LeadTicks({
  count,
  colour,
}: {
  readonly count: number;
  readonly colour: string;
}): ReactNode {
  const drawn = Math.min(count, drawnMax);
  const x = (tick: number): number => 2 + tick * gap + Math.floor(tick / handful) * gap;
  return (
    <svg
      className={styles["ticks"]}
      width={x(drawn) + (count > drawn ? gap * 2 : 0)}
      height="14"
      stroke={colour}
      aria-hidden="true"
    >
      {Array.from({ length: drawn }, (_, tick) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes have nothing but their order
        <line key={tick} x1={x(tick)} x2={x(tick)} y1="1" y2="13" />
      ))}
      {count > drawn && (
        <line x1={x(drawn)} x2={x(drawn) + gap * 2} y1="7" y2="7" strokeDasharray="2 3" />
      )}
    </svg>
  );
}
