import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./duty.module.css";
import { DutyMark } from "./duty-mark.tsx";
import { PauseChoices } from "./pause-choices.tsx";
import { type DutyOrder, useSetDuty } from "./use-set-duty.ts";

const states = ["online", "paused", "offline"] as const;

/** On line, pause, off: three keys, the present one pressed. A pause asks first how long. */
export function DutySwitch({
  manager,
  duty,
  now,
  why,
}: {
  readonly manager: string;
  readonly duty: Answer<"getMyPage">["duty"];
  readonly now: number;
  /** What whoever switches says about it, where it is asked for. */
  readonly why?: string;
}): ReactNode {
  const { t } = useTranslation();
  const [choosing, choose] = useState(false);
  const set = useSetDuty(manager);
  const order = (change: DutyOrder): void => {
    choose(false);
    set.mutate({ ...change, ...(why ? { why } : {}) });
  };
  // Until the service has answered, the key that was pressed stands as pressed.
  const shown = set.isPending ? set.variables.state : duty.state;
  return (
    <div className={styles["duty"]}>
      <fieldset className={styles["keys"]}>
        <legend>{t("duty.label")}</legend>
        {states.map((state) => (
          <button
            key={state}
            type="button"
            data-state={state}
            aria-pressed={state === shown}
            aria-expanded={state === "paused" ? choosing : undefined}
            onClick={() => (state === "paused" ? choose(!choosing) : order({ state }))}
          >
            <DutyMark state={state} />
            {t(`duty.${state}`)}
          </button>
        ))}
      </fieldset>
      {choosing && <PauseChoices now={now} onChoose={order} />}
      {set.error && <ProblemNotice error={set.error} />}
    </div>
  );
}
