import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { clockWithSeconds, lengthOfTime, type Place } from "#web/time/words.ts";
import styles from "./drawn.module.css";

type Path = Answer<"explainDecision">["path"];

const steps = ["came", "decided", "delivered", "confirmed"] as const;

/** Came, decided, delivered, confirmed: four dots with their times and what lay between. */
export function LeadPath({
  path,
  isDelivered,
  place,
}: {
  readonly path: Path;
  /** False where the CRM is told nothing: the last two steps are then none. */
  readonly isDelivered: boolean;
  readonly place: Place;
}): ReactNode {
  const { t } = useTranslation();
  const none = isDelivered ? t("path.notYet") : "—";
  const times = [path.cameAt, path.decidedAt, path.deliveredAt, path.confirmedAt];
  const failedAt = path.error === null ? -1 : times.indexOf(null);
  return (
    <ol className={styles["path"]} aria-label={t("path.label")}>
      {steps.map((step, index) => {
        const at = times[index] ?? null;
        const previous = times[index - 1] ?? null;
        return (
          <li
            key={step}
            className={styles["step"]}
            data-state={stateOf(at, index === failedAt)}
            data-next={times[index + 1] == null ? "open" : "done"}
          >
            <span className={styles["stepName"]}>{t(`path.${step}`)}</span>
            <span className={styles["stepTime"]}>
              {at === null && (index === failedAt ? t("path.failed") : none)}
              {at !== null && clockWithSeconds(at, place)}
            </span>
            {at !== null && previous !== null && (
              <span className={styles["stepGap"]}>+{lengthOfTime(at - previous, place.lang)}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function stateOf(at: number | null, failed: boolean): "done" | "failed" | "open" {
  if (at !== null) return "done";
  return failed ? "failed" : "open";
}
