import { Button } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#web/text/i18n.ts";
import { viewerZone } from "#web/time/civil.ts";
import { clock, lengthOfTime } from "#web/time/words.ts";
import styles from "./duty.module.css";
import { pauseEnd, usualPauses } from "./pause-end.ts";
import type { DutyOrder } from "./use-set-duty.ts";

const minuteMs = 60_000;

/** How long: a usual length, until a time of this clock, or until the switch is pressed again. */
export function PauseChoices({
  now,
  onChoose,
}: {
  readonly now: number;
  readonly onChoose: (order: DutyOrder) => void;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [typed, type] = useState(() =>
    clock(now + 2 * 60 * minuteMs, { timeZone: viewerZone(), lang }),
  );
  const until = pauseEnd(typed, now);
  const pauseUntil = (event: FormEvent): void => {
    event.preventDefault();
    if (until !== null) onChoose({ state: "paused", until });
  };
  return (
    <fieldset className={styles["pauses"]}>
      <legend>{t("duty.howLong")}</legend>
      {usualPauses.map((minutes) => (
        <Button
          key={minutes}
          variant="default"
          onClick={() => onChoose({ state: "paused", until: now + minutes * minuteMs })}
        >
          {lengthOfTime(minutes * minuteMs, lang)}
        </Button>
      ))}
      <Button variant="default" onClick={() => onChoose({ state: "paused" })}>
        {t("duty.untilIReturn")}
      </Button>
      <form onSubmit={pauseUntil}>
        <label>
          <span>{t("duty.until")}</span>
          <input
            type="time"
            value={typed}
            required
            onChange={(event) => type(event.currentTarget.value)}
          />
        </label>
        <Button type="submit" variant="default" disabled={until === null}>
          {t("duty.pauseUntil", { time: typed })}
        </Button>
      </form>
    </fieldset>
  );
}
