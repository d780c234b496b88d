import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./history-import.module.css";
import type { Trial } from "./use-imports.ts";

/** What is wrong, line by line, and what would be right. Those lines are left out of the import. */
export function TrialProblems({ trial }: { readonly trial: Trial }): ReactNode {
  const { t, i18n } = useTranslation();
  const { problems, problemsTotal } = trial;
  if (problemsTotal === 0) return null;
  const sentence = ({ code, value }: (typeof problems)[number]): string => {
    const key = `past.wrong.${code}`;
    const shown =
      code === "column_missing" ? t(`past.column.${value}` as "past.column.lead") : value;
    return i18n.exists(key) ? t(key as "past.wrong.no_lead", { value: shown }) : code;
  };
  return (
    <section className={styles["problems"]}>
      <h3>{t("past.problems", { count: problemsTotal })}</h3>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.code} ${problem.value}`}>
            {problem.line !== null && <span>{t("past.line", { line: problem.line })}</span>}
            {sentence(problem)}
          </li>
        ))}
      </ul>
      {problemsTotal > problems.length && (
        <p className={styles["quiet"]}>
          {t("past.more", { count: problemsTotal - problems.length })}
        </p>
      )}
    </section>
  );
}
