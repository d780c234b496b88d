import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { DeliveryMark } from "#web/ui/delivery-mark.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { ReceiverChip } from "#web/ui/receiver-chip.tsx";
import styles from "./today.module.css";

const shownMax = 30;

/** Leads as they come, with who got each and why; a new one slides in on top. */
export function Feed({
  today,
  now,
}: {
  readonly today: Answer<"getToday">;
  readonly now: number;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  // Only what comes while one watches is new: not the lines that the screen opens with.
  const [opened] = useState(() => new Set(today.feed.map(({ id }) => id)));
  return (
    <section aria-labelledby="feed">
      <div className={styles["sectionHead"]}>
        <h2 id="feed">{t("today.feed")}</h2>
        <Link to="/a/$account/history" params={{ account: account.id }}>
          {t("today.allDecisions")}
        </Link>
      </div>
      {today.feed.length === 0 && (
        <EmptyState title={t("today.feedEmpty")}>{t("today.feedEmptyHint")}</EmptyState>
      )}
      <ol className={styles["feed"]} data-testid="feed">
        {today.feed.slice(0, shownMax).map((line) => (
          <li key={line.id} data-kind={line.kind} data-fresh={!opened.has(line.id)}>
            <span className={styles["when"]}>
              <Moment at={line.at} now={now} zones={zones} />
            </span>
            <ReceiverChip line={line} />
            <span className={styles["leadName"]}>
              <Link
                className={styles["stretched"]}
                to="/a/$account/history/$id"
                params={{ account: account.id, id: String(line.id) }}
              >
                {leadTitle(line)}
              </Link>
              <CrmLink url={line.leadUrl} lead={leadTitle(line)} />
            </span>
            <span className={styles["why"]} title={line.sentence}>
              {line.sentence}
            </span>
            <span className={styles["mark"]}>
              <DeliveryMark delivery={line.delivery} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
