import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useLanguage } from "#web/text/i18n.ts";
import styles from "./configuration.module.css";
import { inRussian } from "./issue-words.ts";

/** What is wrong, where, and what would be right. */
export function Issues({
  issues,
  onGo,
}: {
  readonly issues: Answer<"importConfiguration">["issues"];
  readonly onGo: (line: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  const isRussian = useLanguage() === "ru";
  return (
    <>
      <h2>{t("configuration.issues", { count: issues.length })}</h2>
      <ol className={styles["issues"]} data-testid="issues">
        {issues.map(({ line, column, path, code, message, remedy }) => (
          <li key={`${line}:${column}:${code}:${path}`}>
            {line === null ? (
              <span className={styles["place"]}>{path}</span>
            ) : (
              <button type="button" className={styles["place"]} onClick={() => onGo(line)}>
                {t("configuration.place", { line, column: column ?? 1 })}
              </button>
            )}
            <strong>{isRussian ? inRussian({ code, path }) : message}</strong>
            {isRussian ? (
              <span lang="en">
                {message} {remedy}
              </span>
            ) : (
              <span>{remedy}</span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
