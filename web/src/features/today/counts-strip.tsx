import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { decimal } from "#web/text/numbers.ts";
import { lengthOfTime } from "#web/time/words.ts";
import styles from "./today.module.css";

/** The day in six numbers. */
export function CountsStrip({
  counts,
}: {
  readonly counts: Answer<"getToday">["counts"];
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const median = counts.medianMs === null ? "—" : lengthOfTime(counts.medianMs, lang);
  const kinds = ["received", "assigned", "waiting", "unmatched", "undecided"] as const;
  return (
    <dl className={styles["counts"]} aria-label={t("today.counts.label")}>
      {kinds.map((kind) => (
        <div key={kind} data-tone={toneOf(kind, counts[kind])}>
          <dd>{decimal(counts[kind], lang)}</dd>
          <dt>{t(`today.counts.${kind}`, { count: counts[kind] })}</dt>
        </div>
      ))}
      <div>
        <dd>{median}</dd>
        <dt>{t("today.counts.median")}</dt>
      </div>
    </dl>
  );
}

// Amber for what waits; a lead without a rule needs somebody to write one.
function toneOf(kind: string, count: number): "wait" | "act" | undefined {
  if (count === 0) return undefined;
  if (kind === "waiting" || kind === "undecided") return "wait";
  return kind === "unmatched" ? "act" : undefined;
}
