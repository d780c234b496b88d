import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** A check box that is as large as its row. */
export function RowChoice({
  isChosen,
  onToggle,
  children,
}: {
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className={`${styles["stretched"]} ${styles["rowChoice"]}`}>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <span>{children}</span>
    </label>
  );
}
