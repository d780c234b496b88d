import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { todayQuery } from "#web/api/queries.ts";
import { useAccount, useLeads, useZones } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { RecentMoves } from "#web/features/moves/recent-moves.tsx";
import { SelectionBar } from "#web/features/moves/selection-bar.tsx";
import { type Picked, usePicked } from "#web/features/moves/use-picked.ts";
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

/** What every part of the screen is given. */
export interface Part {
  readonly today: Answer<"getToday">;
  readonly now: number;
  /** Null while no leads are being chosen. */
  readonly picked: Picked | null;
}

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
  const { t } = useTranslation();
  const zones = useZones();
  const mayLead = useLeads();
  const now = useServiceNow(today.now, receivedAt);
  // While leads are being chosen the lists stand still, or the row under the pointer would be another.
  const [still, choose] = useState<Answer<"getToday"> | null>(null);
  const picked = usePicked();
  const stopChoosing = (): void => {
    picked.clear();
    choose(null);
  };
  const part: Part = { today, now, picked: null };
  const lists: Part = still ? { today: still, now, picked } : part;
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
        {mayLead && !still && (
          <Button variant="default" onClick={() => choose(today)}>
            {t("moves.choose")}
          </Button>
        )}
      </header>
      <Warnings {...part} />
      <CountsStrip counts={today.counts} />
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <WaitingPool {...lists} />
          <Feed {...lists} />
        </div>
        <div className={styles["column"]}>
          <Team {...part} />
          <Queues {...part} />
          {mayLead && <RecentMoves now={now} />}
        </div>
      </div>
      {still && (
        <SelectionBar
          picked={picked}
          whole={
            today.counts.waiting > 0
              ? {
                  selection: { kind: "filter", waiting: true },
                  total: today.counts.waiting,
                  name: "moves.allWaiting",
                }
              : undefined
          }
          onDone={stopChoosing}
        />
      )}
    </>
  );
}
