import type { CSSProperties, ReactNode } from "react";
import styles from "./drawn.module.css";

export interface PathStep {
  readonly key: string;
  readonly name: string;
  readonly time: ReactNode;
  /** What lay between the step before and this one. */
  readonly gap?: string | undefined;
  readonly state: "done" | "open" | "failed";
  /** How much of the way to the next step has gone by, 0 to 1, where a clock runs on it. */
  readonly gone?: number | undefined;
}

/** What a lead has gone through: a dot a step, full where it has, and the way between them. */
export function PathSteps({
  label,
  steps,
}: {
  readonly label: string;
  readonly steps: readonly PathStep[];
}): ReactNode {
  return (
    <ol className={styles["path"]} aria-label={label}>
      {steps.map(({ key, name, time, gap, state, gone }, index) => (
        <li
          key={key}
          className={styles["step"]}
          data-state={state}
          data-next={steps[index + 1]?.state === "done" ? "done" : "open"}
          data-running={gone !== undefined}
          style={{ "--gone": `${(gone ?? 0) * 100}%` } as CSSProperties}
        >
          <span className={styles["stepName"]}>{name}</span>
          <span className={styles["stepTime"]}>{time}</span>
          {gap && <span className={styles["stepGap"]}>{gap}</span>}
        </li>
      ))}
    </ol>
  );
}
