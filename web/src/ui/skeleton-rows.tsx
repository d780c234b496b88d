import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** Rows to come, as high as they will be, so that nothing jumps. */
export function SkeletonRows({ rows }: { readonly rows: number }): ReactNode {
  return (
    <div className={styles["skeleton"]} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their order
        <span key={row} style={{ width: `${60 + ((row * 37) % 40)}%` }} />
      ))}
    </div>
  );
}
