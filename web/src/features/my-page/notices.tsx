import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccount, useZonesBeside } from "#web/app/account-context.ts";
import { NoticeList, unreadOf } from "#web/signals/notice-list.tsx";
import { Section } from "#web/ui/section.tsx";
import type { Here } from "./my-page-view.tsx";

/** What he was told, and the way to how he is told. */
export function Notices({ page, now, isOwn }: Here): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZonesBeside(page.timeZone);
  const unread = unreadOf(page.notices);
  return (
    <Section
      id="notices"
      title={unread === 0 ? t("notices.title") : t("notices.unread", { count: unread })}
      aside={
        isOwn && (
          <Link to="/a/$account/notifications" params={{ account: account.id }}>
            {t("notices.settings")}
          </Link>
        )
      }
    >
      <NoticeList notices={page.notices} now={now} zones={zones} isOwn={isOwn} />
    </Section>
  );
}
