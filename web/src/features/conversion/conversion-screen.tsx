import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { conversionQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./conversion.module.css";
import { ConversionView } from "./conversion-view.tsx";

/** Rules by sales: who sells, what share follows from it, and why. */
export function ConversionScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.conversion"));
  const { account, lang } = useAccount();
  const { rule } = useSearch({ from: "/a/$account/conversion" });
  const query = useQuery(conversionQuery({ account: account.id, lang }, rule));
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={16} />}>
      {(answer) => {
        const { view } = answer;
        return view === null ? (
          <NoRule />
        ) : (
          <ConversionView key={view.rule} answer={{ ...answer, view }} />
        );
      }}
    </Loaded>
  );
}

function NoRule(): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("nav.conversion")}</h1>
      </header>
      <EmptyState title={t("conversion.noRule")}>
        <p>{t("conversion.noRuleHint")}</p>
        <pre className={styles["example"]}>{t("conversion.noRuleExample")}</pre>
        <Link to="/a/$account/configuration" params={{ account: account.id }}>
          {t("conversion.toConfiguration")}
        </Link>
      </EmptyState>
    </>
  );
}
