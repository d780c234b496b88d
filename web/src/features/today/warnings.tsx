import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#web/text/i18n.ts";
import { lengthOfTime } from "#web/time/words.ts";
import styles from "./today.module.css";
import type { Part } from "./today-screen.tsx";

/** A lead is decided within a second; one that is older says that something is stuck. */
const undecidedTooLongMs = 60_000;

/** What somebody must look at. Nothing where all is well. */
export function Warnings({ today, now }: Part): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const stuckMs = today.oldestUndecidedAt === null ? 0 : now - today.oldestUndecidedAt;
  const isStuck = stuckMs > undecidedTooLongMs;
  if (today.warnings.length === 0 && !isStuck) return null;
  return (
    <ul className={styles["warnings"]} aria-label={t("today.warnings")}>
      {isStuck && <li>{t("today.stuck", { length: lengthOfTime(stuckMs, lang) })}</li>}
      {today.warnings.map(({ code, sentence }) => (
        <li key={`${code} ${sentence}`}>{sentence}</li>
      ))}
    </ul>
  );
}
