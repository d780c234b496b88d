import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** Words for those who hear the screen; the others see what they say. */
export function Unseen({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles["unseen"]}>{children}</span>;
}
