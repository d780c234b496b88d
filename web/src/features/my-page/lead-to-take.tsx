import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZonesBeside } from "#web/app/account-context.ts";
import { partLeft } from "#web/drawn/countdown.ts";
import { LeadDots } from "#web/drawn/lead-dots.tsx";
import { type PathStep, PathSteps } from "#web/drawn/path-steps.tsx";
import { ahead, lengthOfTime, moment, type Place } from "#web/time/words.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import type { MyLead } from "./lead-groups.ts";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";
import { useTake } from "./use-take.ts";

/** A lead not begun with, the clock where one runs, and the button that stops it. */
export function LeadToTake({
  lead,
  page,
  now,
  isOwn,
}: Here & { readonly lead: MyLead }): ReactNode {
  const { t } = useTranslation();
  const zones = useZonesBeside(page.timeZone);
  const take = useTake(page.manager);
  return (
    <li data-late={lead.takeBy !== null && lead.takeBy <= now}>
      <div className={styles["name"]}>
        <strong>{leadTitle(lead)}</strong>
        <CrmLink url={lead.leadUrl} lead={leadTitle(lead)} />
        {lead.takeBy === null && <LeadDots done={1} label={t("me.path.notTaken")} />}
      </div>
      <p className={styles["why"]}>
        {lead.takeBy === null && (
          <span className={styles["when"]}>
            <Moment at={lead.at} now={now} zones={zones} />
          </span>
        )}
        {[lead.ruleName, lead.sentence].filter(Boolean).join(" · ")}
      </p>
      {lead.takeBy !== null && (
        <Clock at={lead.at} takeBy={lead.takeBy} now={now} place={zones.viewer} />
      )}
      {isOwn && (
        <Button
          size="md"
          aria-label={t("me.takeThis", { lead: leadTitle(lead) })}
          loading={take.isPending}
          onClick={() => take.mutate(lead.lead)}
        >
          {t("me.take")}
        </Button>
      )}
      {take.error && <ProblemNotice error={take.error} />}
    </li>
  );
}

/** From when he received it to when he must have begun, with what has gone by. */
function Clock({
  at,
  takeBy,
  now,
  place,
}: {
  readonly at: number;
  readonly takeBy: number;
  readonly now: number;
  readonly place: Place;
}): ReactNode {
  const { t } = useTranslation();
  const left = takeBy - now;
  const received: PathStep = {
    key: "received",
    name: t("me.path.received"),
    time: moment(at, now, place),
    state: "done",
    gone: 1 - partLeft({ from: at, to: takeBy }, now),
  };
  const taken: PathStep = {
    key: "taken",
    name: t("me.path.takeBy"),
    time: ahead(takeBy, now, place),
    state: left <= 0 ? "failed" : "open",
    gap: t(left > 0 ? "me.left" : "me.late", { length: lengthOfTime(left, place.lang) }),
  };
  return <PathSteps label={t("path.label")} steps={[received, taken]} />;
}
