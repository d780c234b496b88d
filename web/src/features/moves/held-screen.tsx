import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { heldLeadsQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import type { HeldSearch } from "#web/app/held-search.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { HeldFilters } from "./held-filters.tsx";
import { HeldTable } from "./held-table.tsx";
import styles from "./moves.module.css";
import { wholeOf } from "./selection.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { StageDialog } from "./stage-dialog.tsx";
import { usePicked } from "./use-picked.ts";

export const heldPage = 50;

/** Open leads in people's hands: filtered, chosen, given anew. */
export function HeldScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("held.title"));
  const { account } = useAccount();
  const search = useSearch({ from: "/a/$account/held" });
  const [isStage, openStage] = useState(false);
  const { untouched, ...narrowed } = search;
  const query = useQuery(
    heldLeadsQuery(account.id, { ...narrowed, ...(untouched ? { untouched: "true" } : {}) }),
  );
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("held.title")}</h1>
        {query.data && <p aria-live="polite">{t("held.total", { count: query.data.total })}</p>}
        <Button variant="default" onClick={() => openStage(true)}>
          {t("held.stage")}
        </Button>
      </header>
      <HeldFilters search={search} />
      <Loaded query={query} skeleton={<SkeletonRows rows={20} />}>
        {(page) => <Page page={page} search={search} />}
      </Loaded>
      {isStage && <StageDialog onClose={() => openStage(false)} />}
    </>
  );
}

function Page({
  page,
  search,
}: {
  readonly page: Answer<"listHeldLeads">;
  readonly search: HeldSearch;
}): ReactNode {
  const { t } = useTranslation();
  const picked = usePicked();
  const { offset = 0, ...narrowed } = search;
  const selection = wholeOf(search);
  if (page.leads.length === 0) {
    return Object.keys(narrowed).length > 0 ? (
      <EmptyState title={t("held.nothingFound")}>
        <Link to="/a/$account/held" from="/a/$account" search={{}}>
          {t("history.clear")}
        </Link>
      </EmptyState>
    ) : (
      <EmptyState title={t("held.empty")}>{t("held.emptyHint")}</EmptyState>
    );
  }
  return (
    <>
      <HeldTable leads={page.leads} picked={picked} />
      <nav className={styles["pages"]} aria-label={t("held.pages")}>
        {offset > 0 && (
          <Link
            to="/a/$account/held"
            from="/a/$account"
            search={{ ...narrowed, ...(offset > heldPage ? { offset: offset - heldPage } : {}) }}
          >
            {t("held.newer")}
          </Link>
        )}
        {offset + page.leads.length < page.total && (
          <Link
            to="/a/$account/held"
            from="/a/$account"
            search={{ ...narrowed, offset: offset + heldPage }}
          >
            {t("history.earlier")}
          </Link>
        )}
      </nav>
      {picked.leads.size > 0 && (
        <SelectionBar
          picked={picked}
          whole={
            selection ? { selection, total: page.total, name: "moves.allFiltered" } : undefined
          }
          onDone={picked.clear}
        />
      )}
    </>
  );
}
