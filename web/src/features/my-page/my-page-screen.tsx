import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { myPageQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { MyPageView } from "./my-page-view.tsx";

const pollWhileLostMs = 10_000;

/** A manager's own page; who leads the account may look at anybody's. */
export function MyPageScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.me"));
  const { account, lang, connection, user } = useAccount();
  const { manager } = useSearch({ from: "/a/$account/me" });
  const whose = manager ?? user.manager ?? undefined;
  const query = useQuery({
    ...myPageQuery(
      { account: account.id, lang },
      whose,
      connection === "lost" ? pollWhileLostMs : false,
    ),
    enabled: whose !== undefined,
  });
  if (whose === undefined) {
    return <EmptyState title={t("me.nobody")}>{t("me.nobodyHint")}</EmptyState>;
  }
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={14} />}>
      {(page) => (
        <MyPageView
          page={page}
          receivedAt={query.dataUpdatedAt}
          isOwn={page.manager === user.manager}
        />
      )}
    </Loaded>
  );
}
