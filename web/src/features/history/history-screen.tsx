import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useMatch, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { decisionsQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { decimal } from "#web/text/numbers.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { DecisionTable } from "./decision-table.tsx";
import { Filters } from "./filters.tsx";
import styles from "./history.module.css";
import { filterOf, isNarrowed } from "./period.ts";

/** Every decision, newest first; one of them open beside the list. */
export function HistoryScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.history"));
  const { account, lang } = useAccount();
  const search = useSearch({ from: "/a/$account/history" });
  const open = useMatch({ from: "/a/$account/history/$id", shouldThrow: false });
  const openId = open ? Number(open.params.id) : null;
  const query = useQuery(decisionsQuery({ account: account.id, lang }, filterOf(search)));
  return (
    <div className={styles["split"]} data-open={open !== undefined}>
      <div className={styles["list"]}>
        <header className={styles["head"]}>
          <h1>{t("nav.history")}</h1>
          {query.data && (
            <p aria-live="polite">
              {t("history.total", {
                count: query.data.total,
                number: decimal(query.data.total, lang),
              })}
            </p>
          )}
        </header>
        <Filters search={search} />
        <Loaded query={query} skeleton={<SkeletonRows rows={20} />}>
          {(page) => <Page page={page} search={search} openId={openId} />}
        </Loaded>
      </div>
      <Outlet />
    </div>
  );
}

function Page({
  page,
  search,
  openId,
}: {
  readonly page: Answer<"listDecisions">;
  readonly search: HistorySearch;
  readonly openId: number | null;
}): ReactNode {
  const { t } = useTranslation();
  if (page.decisions.length === 0) {
    return isNarrowed(search) ? (
      <EmptyState title={t("history.nothingFound")}>
        <Link to="/a/$account/history" from="/a/$account" search={{}}>
          {t("history.clear")}
        </Link>
      </EmptyState>
    ) : (
      <EmptyState title={t("history.empty")}>{t("history.emptyHint")}</EmptyState>
    );
  }
  return (
    <>
      <DecisionTable lines={page.decisions} openId={openId} search={search} />
      <nav className={styles["pages"]} aria-label={t("history.pages")}>
        {search.before !== undefined && (
          <Link
            to="/a/$account/history"
            from="/a/$account"
            search={({ before: _first, ...rest }: HistorySearch) => rest}
          >
            {t("history.newest")}
          </Link>
        )}
        {page.next !== null && (
          <Link
            to="/a/$account/history"
            from="/a/$account"
            search={{ ...search, before: page.next }}
          >
            {t("history.earlier")}
          </Link>
        )}
      </nav>
    </>
  );
}
