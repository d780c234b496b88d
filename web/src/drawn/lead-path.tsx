import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { clockWithSeconds, lengthOfTime, type Place } from "#web/time/words.ts";
import { type PathStep, PathSteps } from "./path-steps.tsx";

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
  const drawn = steps.map((step, index): PathStep => {
    const at = times[index] ?? null;
    const previous = times[index - 1] ?? null;
    const named = { key: step, name: t(`path.${step}`) };
    if (at === null) {
      return index === failedAt
        ? { ...named, state: "failed", time: t("path.failed") }
        : { ...named, state: "open", time: none };
    }
    const gap = previous === null ? undefined : `+${lengthOfTime(at - previous, place.lang)}`;
    return { ...named, state: "done", time: clockWithSeconds(at, place), gap };
  });
  return <PathSteps label={t("path.label")} steps={drawn} />;
}
