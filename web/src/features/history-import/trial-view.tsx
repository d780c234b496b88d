import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZones } from "#web/app/account-context.ts";
import { Person } from "#web/drawn/manager-chip.tsx";
import { stretchOfDays } from "#web/time/words.ts";
import styles from "./history-import.module.css";
import { type Column, type Outcome, TrialMapping } from "./trial-mapping.tsx";
import { TrialProblems } from "./trial-problems.tsx";
import type { Trial } from "./use-imports.ts";

/** What a file says before it is imported: who had how many, how it was read, what is wrong in it. */
export function TrialView({
  trial,
  onColumn,
  onWord,
}: {
  readonly trial: Trial;
  readonly onColumn: (column: Column, heading: string) => void;
  readonly onWord: (word: string, outcome: Outcome) => void;
}): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const { members, total, from, to, strangers, strangersTotal, undated } = trial;
  const unnamed = strangersTotal - strangers.length;
  return (
    <div className={styles["trial"]} data-testid="trial">
      <h3>
        {t("past.found", { count: total })}
        {from !== null && to !== null && <span>{stretchOfDays(from, to, zones.viewer)}</span>}
      </h3>
      {members.length > 0 && (
        <table className={styles["members"]}>
          <thead>
            <tr>
              <th scope="col">{t("past.manager")}</th>
              {(["won", "lost", "open", "junk"] as const).map((outcome) => (
                <th key={outcome} scope="col">
                  {t(`past.outcome.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(({ manager, name, won, lost, open, junk }) => (
              <tr key={manager}>
                <th scope="row">
                  <Person manager={manager} name={name} />
                </th>
                <td>{won}</td>
                <td>{lost}</td>
                <td>{open}</td>
                <td>{junk}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {undated > 0 && <p className={styles["quiet"]}>{t("past.undated", { count: undated })}</p>}
      {strangers.length > 0 && (
        <p className={styles["quiet"]}>
          {t("past.strangers", {
            names: [
              ...strangers.map(({ name, leads }) => `${name || "—"} (${leads})`),
              ...(unnamed > 0 ? [t("past.more", { count: unnamed })] : []),
            ].join(", "),
          })}
        </p>
      )}
      <TrialMapping trial={trial} onColumn={onColumn} onWord={onWord} />
      <TrialProblems trial={trial} />
    </div>
  );
}
