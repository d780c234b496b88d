import type { ReactNode } from "react";
import { loadPieces } from "./load-pieces.ts";
import styles from "./sales.module.css";

const width = 200;

/** Leads a month as a bar against what is comfortable, a tick; what lies above it is amber. */
export function LoadMark({
  load,
  comfort,
  most,
}: {
  readonly load: number;
  /** Null: nobody knows. */
  readonly comfort: number | null;
  /** The right end for all rows, in leads a month. */
  readonly most: number;
}): ReactNode {
  const { within, above, tick } = loadPieces({ load, comfort, most });
  return (
    <svg
      className={styles["line"]}
      viewBox={`0 0 ${width} 20`}
      height="20"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={styles["ground"]} y="6" width={width} height="8" />
      <rect className={styles["load"]} y="6" width={within * width} height="8" />
      <rect
        className={styles["overload"]}
        x={within * width}
        y="6"
        width={above * width}
        height="8"
      />
      {tick !== null && (
        <line className={styles["equal"]} x1={tick * width} x2={tick * width} y1="2" y2="18" />
      )}
    </svg>
  );
}
