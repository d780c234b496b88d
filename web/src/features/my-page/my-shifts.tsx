import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZonesBeside } from "#web/app/account-context.ts";
import { managerColour } from "#web/drawn/manager-chip.tsx";
import { ShiftWeeks } from "#web/drawn/shift-weeks.tsx";
import { ahead, clock } from "#web/time/words.ts";
import { Section } from "#web/ui/section.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

/** Two weeks of shifts, and the nearest ones in words. */
export function MyShifts({ page, now }: Here): ReactNode {
  const { t } = useTranslation();
  const { viewer, account: other } = useZonesBeside(page.timeZone);
  const coming = page.shifts.filter(({ from }) => from > now).slice(0, 2);
  return (
    <Section id="shifts" title={t("me.shifts")}>
      {page.shifts.length === 0 ? (
        <p className={styles["quiet"]}>{t("me.noShifts")}</p>
      ) : (
        <div className={styles["shifts"]}>
          <ShiftWeeks
            label={t("me.shifts")}
            shifts={page.shifts}
            now={now}
            colour={managerColour(page.manager)}
            place={viewer}
          />
          <ul>
            {coming.map(({ from, to }) => (
              <li key={from}>
                {ahead(from, now, viewer)}–{clock(to, viewer)}
                {other && (
                  <span>
                    {" "}
                    {clock(from, other)}–{clock(to, other)} {other.name}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
