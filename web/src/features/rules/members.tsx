import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { scaleOf } from "#web/drawn/balance.ts";
import { BalanceBar } from "#web/drawn/balance-bar.tsx";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { WeekStrip } from "#web/drawn/week-strip.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { decimal, percent } from "#web/text/numbers.ts";
import styles from "./rules.module.css";

/** A rule's members: share, received against due, and their shifts under the rule's own week. */
export function Members({
  rule,
  nowMinute,
}: {
  readonly rule: Answer<"listRules">["rules"][number];
  readonly nowMinute: number;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const scale = scaleOf(rule.members.map(({ due, received }) => due - received));
  return (
    <ul aria-label={t("rules.members")}>
      {rule.members.map(({ manager, name, share, received, due, shifts }) => (
        <li key={manager} className={styles["member"]}>
          <div className={styles["account"]}>
            <Person manager={manager} name={name} />
            <span>{percent(share, lang)}</span>
            <span>
              {t("rules.of", { received: decimal(received, lang), due: decimal(due, lang, 1) })}
            </span>
            <BalanceBar
              label={t("rules.owed")}
              scale={scale}
              after={due - received}
              colour={managerColour(manager)}
            />
          </div>
          {shifts.length === 0 ? (
            <span className={styles["noHours"]}>{t("rules.noHours")}</span>
          ) : (
            <WeekStrip
              label={t("rules.shifts", { name })}
              spans={shifts}
              nowMinute={nowMinute}
              colour={managerColour(manager)}
              height={18}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
