import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { ahead } from "#web/time/words.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import styles from "./today.module.css";

const shownMax = 8;

/** Leads that nobody can take yet: why, and when each is released. */
export function WaitingPool({
  today,
  now,
}: {
  readonly today: Answer<"getToday">;
  readonly now: number;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  if (today.waiting.length === 0) return null;
  const more = today.waiting.length - shownMax;
  return (
    <section className={styles["waiting"]} aria-labelledby="waiting">
      <div className={styles["sectionHead"]}>
        <h2 id="waiting">{t("today.waiting", { count: today.counts.waiting })}</h2>
        {more > 0 && (
          <Link
            to="/a/$account/history"
            params={{ account: account.id }}
            search={{ kind: "waiting" }}
          >
            {t("today.moreWaiting", { count: more })}
          </Link>
        )}
      </div>
      <ol className={styles["feed"]} data-testid="waiting">
        {today.waiting.slice(0, shownMax).map((lead) => (
          <li key={lead.lead}>
            <span className={styles["when"]}>
              <Moment at={lead.since} now={now} zones={zones} />
            </span>
            <span className={styles["leadName"]}>
              <Link
                className={styles["stretched"]}
                to="/a/$account/history/$id"
                params={{ account: account.id, id: String(lead.decision) }}
              >
                {leadTitle(lead)}
              </Link>
              <CrmLink url={lead.leadUrl} lead={leadTitle(lead)} />
            </span>
            <span className={styles["why"]} title={lead.sentence}>
              {lead.sentence}
            </span>
            <span className={styles["release"]}>
              {lead.until === null
                ? t("today.releaseUnknown")
                : t("today.release", { time: ahead(lead.until, now, zones.viewer) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
