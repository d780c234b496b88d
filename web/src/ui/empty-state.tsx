import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** A list without lines: what that means, and what to do next. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={styles["empty"]}>
      <strong>{title}</strong>
      <div>{children}</div>
    </div>
  );
}
