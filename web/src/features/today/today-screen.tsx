import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { todayQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { useServiceNow } from "#web/time/use-now.ts";
import { clock, longDate } from "#web/time/words.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { CountsStrip } from "./counts-strip.tsx";
import { Feed } from "./feed.tsx";
import { Queues } from "./queues.tsx";
import { Team } from "./team.tsx";
import styles from "./today.module.css";
import { WaitingPool } from "./waiting-pool.tsx";
import { Warnings } from "./warnings.tsx";

const pollWhileLostMs = 10_000;

/** What is happening now. The stream keeps it current; while that is down, the screen asks by itself. */
export function TodayScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.today"));
  const { account, lang, connection } = useAccount();
  const poll = connection === "lost" ? pollWhileLostMs : false;
  const query = useQuery(todayQuery({ account: account.id, lang }, poll));
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={16} />}>
      {(today) => <TodayView today={today} receivedAt={query.dataUpdatedAt} />}
    </Loaded>
  );
}

function TodayView({
  today,
  receivedAt,
}: {
  readonly today: Answer<"getToday">;
  readonly receivedAt: number;
}): ReactNode {
  const zones = useZones();
  const now = useServiceNow(today.now, receivedAt);
  return (
    <>
      <header className={styles["head"]}>
        <h1>{longDate(now, zones.viewer)}</h1>
        <p className={styles["clock"]}>
          {clock(now, zones.viewer)}
          {zones.account && (
            <span>
              {clock(now, zones.account)} {zones.account.name}
            </span>
          )}
        </p>
      </header>
      <Warnings today={today} now={now} />
      <CountsStrip counts={today.counts} />
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <WaitingPool today={today} now={now} />
          <Feed today={today} now={now} />
        </div>
        <div className={styles["column"]}>
          <Team today={today} now={now} />
          <Queues today={today} now={now} />
        </div>
      </div>
    </>
  );
}
