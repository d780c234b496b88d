import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { DeliveryMark } from "#web/ui/delivery-mark.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { ReceiverChip } from "#web/ui/receiver-chip.tsx";
import { Section } from "#web/ui/section.tsx";
import { LeadCell } from "./lead-cell.tsx";
import styles from "./today.module.css";
import type { Part } from "./today-screen.tsx";

const shownMax = 30;

/** Leads as they come, with who got each and why; a new one slides in on top. */
export function Feed({ today, now, picked }: Part): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  // Only what comes while one watches is new: not the lines that the screen opens with.
  const [opened] = useState(() => new Set(today.feed.map(({ id }) => id)));
  return (
    <Section
      id="feed"
      title={t("today.feed")}
      aside={
        <Link to="/a/$account/history" params={{ account: account.id }}>
          {t("today.allDecisions")}
        </Link>
      }
    >
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
            <LeadCell lead={line} decision={line.id} picked={picked} />
            <span className={styles["why"]} title={line.sentence}>
              {line.sentence}
            </span>
            <span className={styles["mark"]}>
              <DeliveryMark delivery={line.delivery} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
