import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./shell.module.css";

/** The product's name with its sign: three shifts and the hairline of now. */
export function Wordmark(): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles["wordmark"]}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <path d="M1 5h10M7 11h14M2 17h6" stroke="var(--ink)" strokeWidth="3.2" />
        <path d="M14.5 0v22" stroke="var(--accent)" strokeWidth="1.6" />
      </svg>
      {t("product")}
    </span>
  );
}
