import type { ReactNode } from "react";
import styles from "./drawn.module.css";

/** A lead's way in one word's room: received, taken, closed; full as far as it has come. */
export function LeadDots({
  done,
  label,
}: {
  /** How many of the three steps lie behind it. */
  readonly done: 1 | 2 | 3;
  readonly label: string;
}): ReactNode {
  return (
    <svg className={styles["dots"]} width="44" height="12" role="img" aria-label={label}>
      <title>{label}</title>
      <line x1="6" x2="38" y1="6" y2="6" />
      {[0, 1, 2].map((step) => (
        <circle key={step} data-done={step < done} cx={6 + step * 16} cy="6" r="4" />
      ))}
    </svg>
  );
}
