import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZonesBeside } from "#web/app/account-context.ts";
import { partLeft } from "#web/drawn/countdown.ts";
import { type PathStep, PathSteps } from "#web/drawn/path-steps.tsx";
import { ahead, lengthOfTime, moment } from "#web/time/words.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import type { MyLead } from "./lead-groups.ts";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";
import { useTake } from "./use-take.ts";

/** A lead not begun with: its way with the clock running on it, and the button that stops the clock. */
export function LeadToTake({
  lead,
  page,
  now,
  isOwn,
}: Here & { readonly lead: MyLead }): ReactNode {
  const { t } = useTranslation();
  const take = useTake(page.manager);
  return (
    <li data-late={lead.takeBy !== null && lead.takeBy <= now}>
      <div className={styles["name"]}>
        <strong>{leadTitle(lead)}</strong>
        <CrmLink url={lead.leadUrl} lead={leadTitle(lead)} />
      </div>
      <p className={styles["why"]}>{[lead.ruleName, lead.sentence].filter(Boolean).join(" · ")}</p>
      <Path lead={lead} now={now} timeZone={page.timeZone} />
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

function Path({
  lead,
  now,
  timeZone,
}: {
  readonly lead: MyLead;
  readonly now: number;
  readonly timeZone: string;
}): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZonesBeside(timeZone);
  const { at, takeBy } = lead;
  const received: PathStep = {
    key: "received",
    name: t("me.path.received"),
    time: moment(at, now, viewer),
    state: "done",
    ...(takeBy === null ? {} : { gone: 1 - partLeft({ from: at, to: takeBy }, now) }),
  };
  const left = (takeBy ?? 0) - now;
  const taken: PathStep = {
    key: "taken",
    name: takeBy === null ? t("me.path.take") : t("me.path.takeBy"),
    time: takeBy === null ? t("path.notYet") : ahead(takeBy, now, viewer),
    state: takeBy !== null && left <= 0 ? "failed" : "open",
    gap:
      takeBy === null
        ? undefined
        : t(left > 0 ? "me.left" : "me.late", { length: lengthOfTime(left, viewer.lang) }),
  };
  return <PathSteps label={t("path.label")} steps={[received, taken]} />;
}
