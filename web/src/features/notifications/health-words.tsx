import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { moment } from "#web/time/words.ts";
import styles from "./notifications.module.css";

/** Off, working, or failing and why; what is still to be sent. */
export function HealthWords({
  health,
  kept,
}: {
  readonly health: Answer<"getNotificationSettings">["email"]["health"];
  readonly kept: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const now = useDeviceNow();
  const { state, reason, lastSentAt, pending, failed } = health;
  const words = [
    t(`notifications.health.${state}`),
    state === "off" ? null : kept,
    state === "failing" ? reason : null,
    lastSentAt === null
      ? null
      : t("notifications.lastSent", { time: moment(lastSentAt, now, viewer) }),
    pending > 0 ? t("notifications.pending", { count: pending }) : null,
    failed > 0 ? t("notifications.failed", { count: failed }) : null,
  ];
  return (
    <span className={styles["health"]} data-state={state}>
      {words.filter(Boolean).join(" · ")}
    </span>
  );
}
