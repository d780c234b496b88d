import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { findingsQuery, rulesQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { WeekDays } from "#web/drawn/week-strip.tsx";
import { minuteOfWeek } from "#web/time/civil.ts";
import { useServiceNow } from "#web/time/use-now.ts";
import { zoneName } from "#web/time/zone-names.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { Findings } from "./findings.tsx";
import { RuleRow } from "./rule-row.tsx";
import styles from "./rules.module.css";

/** The rules in the order in which they are asked, each as a sentence beside its week. */
export function RulesScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.rules"));
  const { account, lang } = useAccount();
  const query = useQuery(rulesQuery({ account: account.id, lang }));
  const { data: checked } = useQuery(findingsQuery({ account: account.id, lang }));
  const now = useServiceNow(query.dataUpdatedAt, query.dataUpdatedAt);
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("nav.rules")}</h1>
        <p>{t("rules.order")}</p>
      </header>
      <Loaded query={query} skeleton={<SkeletonRows rows={12} />}>
        {({ rules, timeZone }) =>
          rules.length === 0 ? (
            <EmptyState title={t("rules.empty")}>
              <Link to="/a/$account/configuration" params={{ account: account.id }}>
                {t("rules.emptyHint")}
              </Link>
            </EmptyState>
          ) : (
            <>
              <Findings of={null} findings={checked?.findings} />
              <div className={styles["axis"]}>
                <span>{zoneName(timeZone, lang)}</span>
                <WeekDays nowMinute={minuteOfWeek(now, timeZone)} />
              </div>
              <ol className={styles["rules"]} data-testid="rules">
                {rules.map((rule) => (
                  <RuleRow key={rule.id} rule={rule} accountZone={timeZone} now={now}>
                    <Findings of={rule.id} findings={checked?.findings} />
                  </RuleRow>
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
    </>
  );
}
