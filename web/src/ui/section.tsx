import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** A part of a screen under its heading and line; `aside` stands at the line's other end. */
export function Section({
  id,
  title,
  aside,
  className,
  children,
}: {
  readonly id: string;
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section aria-labelledby={id} className={className}>
      <div className={styles["sectionHead"]}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
