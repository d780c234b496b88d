import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import styles from "./rules.module.css";

/** What the check has found about one rule, or about none in particular. Nothing where all is well. */
export function Findings({
  of,
  findings = [],
}: {
  /** The rule's id; null for what concerns no single rule. */
  readonly of: string | null;
  readonly findings?: Answer<"listFindings">["findings"] | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const told = findings.filter(({ rule }) => rule === of);
  if (told.length === 0) return null;
  return (
    <ul className={styles["findings"]} aria-label={t("rules.findings")}>
      {told.map(({ code, message }) => (
        <li key={`${code} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}
