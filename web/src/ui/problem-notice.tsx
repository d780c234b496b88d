import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "#web/text/problem-text.ts";
import styles from "./ui.module.css";

/** Something failed: what, in words, the service's own detail, and what can be done. */
export function ProblemNotice({
  error,
  action,
}: {
  readonly error: unknown;
  readonly action?: ReactNode;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { title, detail } = problemText(error, t, (key) => i18n.exists(key));
  return (
    <div className={styles["problem"]} role="alert">
      <div>
        <strong>{title}</strong>
        {detail && <p className={styles["detail"]}>{detail}</p>}
      </div>
      {action}
    </div>
  );
}
