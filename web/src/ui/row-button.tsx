import type { ReactNode } from "react";
import styles from "./ui.module.css";
import { Unseen } from "./unseen.tsx";

/** A button that is as large as its row, and opens a dialog. */
export function RowButton({
  hint,
  onOpen,
  children,
}: {
  /** What it opens, for whoever hears it; follows what it shows. */
  readonly hint: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={`${styles["stretched"]} ${styles["rowButton"]}`}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      {children}
      <Unseen>{hint}</Unseen>
    </button>
  );
}
