import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount } from "#web/app/account-context.ts";
import { ShareBar } from "#web/drawn/share-bar.tsx";
import { WeekStrip } from "#web/drawn/week-strip.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { minuteOfWeek } from "#web/time/civil.ts";
import { zoneName } from "#web/time/zone-names.ts";
import { Members } from "./members.tsx";
import styles from "./rules.module.css";

/** Methods whose shares follow from what everybody has sold. */
const bySales: ReadonlySet<string> = new Set(["conversion", "adaptive"]);

/** One rule: its sentence, its week, its shares; opened, its members with their shifts and balances. */
export function RuleRow({
  rule,
  accountZone,
  now,
  children,
}: {
  readonly rule: Answer<"listRules">["rules"][number];
  readonly accountZone: string;
  readonly now: number;
  /** What the check has found about this rule. */
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { account } = useAccount();
  const [expanded, setExpanded] = useState(false);
  const nowMinute = minuteOfWeek(now, rule.timeZone);
  const membersId = `members-${rule.id}`;
  return (
    <li className={styles["rule"]} data-mode={rule.mode} data-open={rule.open}>
      <div className={styles["words"]}>
        <h2>
          {rule.name}
          {rule.mode !== "live" && <span className={styles["mode"]}>{t(`mode.${rule.mode}`)}</span>}
          {rule.mode === "live" && rule.open && (
            <span className={styles["openNow"]}>{t("rules.openNow")}</span>
          )}
        </h2>
        <p>{rule.sentence}</p>
        <p className={styles["otherwise"]}>{rule.otherwise}</p>
        {bySales.has(rule.method) && (
          <Link
            className={styles["bySales"]}
            to="/a/$account/conversion"
            params={{ account: account.id }}
            search={{ rule: rule.id }}
          >
            {t("conversion.open")}
          </Link>
        )}
        {children}
        <button
          type="button"
          className={styles["toggle"]}
          aria-expanded={expanded}
          aria-controls={membersId}
          onClick={() => setExpanded(!expanded)}
        >
          {t(expanded ? "rules.hideMembers" : "rules.showMembers", { count: rule.members.length })}
        </button>
      </div>
      <div className={styles["drawn"]}>
        <WeekStrip
          label={t("rules.window")}
          spans={rule.window}
          nowMinute={nowMinute}
          height={22}
        />
        <ShareBar label={t("rules.shares")} members={rule.members} />
        {rule.timeZone !== accountZone && (
          <p className={styles["zone"]}>
            {t("rules.zone", { zone: zoneName(rule.timeZone, lang) })}
          </p>
        )}
      </div>
      <div id={membersId} className={styles["members"]} hidden={!expanded}>
        {expanded && (
          <>
            <p className={styles["membersHead"]}>{t("rules.membersHead")}</p>
            <Members rule={rule} nowMinute={nowMinute} />
          </>
        )}
      </div>
    </li>
  );
}
