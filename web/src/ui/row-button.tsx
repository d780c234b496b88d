import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** A button that is as large as its row, and opens a dialog. */
export function RowButton({
  label,
  onOpen,
  children,
}: {
  readonly label: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={`${styles["stretched"]} ${styles["rowButton"]}`}
      aria-haspopup="dialog"
      aria-label={label}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
