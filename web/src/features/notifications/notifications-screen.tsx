import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { myNotificationsQuery, noticesQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { NoticeList } from "#web/signals/notice-list.tsx";
import { useDeviceNow } from "#web/time/use-now.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { Addresses } from "./addresses.tsx";
import { Channels } from "./channels.tsx";
import { Choices } from "./choices.tsx";
import styles from "./notifications.module.css";
import { ThisDevice } from "./this-device.tsx";

/** What one was told, and how one wants to be told; for administrators the channels themselves. */
export function NotificationsScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("notices.title"));
  const { account, lang, user } = useAccount();
  const zones = useZones();
  const now = useDeviceNow();
  const notices = useQuery(noticesQuery({ account: account.id, lang }));
  const mine = useQuery(myNotificationsQuery);
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("notices.title")}</h1>
        {user.role === "manager" && (
          <Link to="/a/$account/me" params={{ account: account.id }}>
            ← {t("nav.me")}
          </Link>
        )}
      </header>
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <ThisDevice />
          <Loaded query={mine} skeleton={<SkeletonRows rows={12} />}>
            {(notifications) => (
              <>
                <Choices mine={notifications} />
                <Addresses mine={notifications} />
              </>
            )}
          </Loaded>
          {user.role === "administrator" && <Channels />}
        </div>
        <Section id="told" title={t("notifications.told")}>
          <Loaded query={notices} skeleton={<SkeletonRows rows={8} />}>
            {({ notices: lines }) => (
              <NoticeList notices={lines} now={now} zones={zones} isOwn={true} />
            )}
          </Loaded>
        </Section>
      </div>
    </>
  );
}
