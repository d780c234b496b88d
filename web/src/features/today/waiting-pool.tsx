import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { ahead, type Place } from "#web/time/words.ts";
import { Moment } from "#web/ui/moment.tsx";
import { Section } from "#web/ui/section.tsx";
import { LeadCell } from "./lead-cell.tsx";
import styles from "./today.module.css";
import type { Part } from "./today-screen.tsx";

type Waiting = Answer<"getToday">["waiting"][number];
const shownMax = 8;

/** Leads that nobody can take yet: why, who was asked, and when each is released. */
export function WaitingPool({ today, now, picked }: Part): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  if (today.waiting.length === 0) return null;
  const more = today.waiting.length - shownMax;
  return (
    <Section
      id="waiting"
      className={styles["waiting"]}
      title={t("today.waiting", { count: today.counts.waiting })}
      aside={
        more > 0 && (
          <Link
            to="/a/$account/history"
            params={{ account: account.id }}
            search={{ kind: "waiting" }}
          >
            {t("today.moreWaiting", { count: more })}
          </Link>
        )
      }
    >
      <ol className={styles["feed"]} data-testid="waiting">
        {today.waiting.slice(0, shownMax).map((lead) => (
          <li key={lead.lead}>
            <span className={styles["when"]}>
              <Moment at={lead.since} now={now} zones={zones} />
            </span>
            <LeadCell lead={lead} decision={lead.decision} picked={picked} />
            <span className={styles["why"]} title={lead.sentence}>
              {lead.sentence}
            </span>
            <span className={styles["release"]}>
              {lead.until === null
                ? t("today.releaseUnknown")
                : t("today.release", { time: ahead(lead.until, now, zones.viewer) })}
            </span>
            <Asked lead={lead} now={now} place={zones.viewer} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Before whom the lead is laid and who has let it lie; nothing where nobody was asked. */
function Asked({
  lead,
  now,
  place,
}: {
  readonly lead: Waiting;
  readonly now: number;
  readonly place: Place;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const names = (list: readonly string[]): string => new Intl.ListFormat(lang).format(list);
  if (lead.offeredTo.length + lead.missedBy.length === 0) return null;
  return (
    <p className={styles["asked"]}>
      {lead.offeredTo.length > 0 && (
        <span>
          {t("today.offered", { names: names(lead.offeredTo) })}
          {lead.offerUntil !== null &&
            ` ${t("today.offerUntil", { time: ahead(lead.offerUntil, now, place) })}`}
        </span>
      )}
      {lead.missedBy.length > 0 && (
        <span>{t("today.missedBy", { names: names(lead.missedBy) })}</span>
      )}
    </p>
  );
}
