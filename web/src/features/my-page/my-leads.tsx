import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Section } from "#web/ui/section.tsx";
import { leadGroups } from "./lead-groups.ts";
import { LeadLine } from "./lead-line.tsx";
import { LeadToTake } from "./lead-to-take.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

/** Today's leads and those still open: first what must be begun with, then the rest. */
export function MyLeads(here: Here): ReactNode {
  const { t } = useTranslation();
  const { toTake, inWork, closed } = leadGroups(here.page.leads);
  if (here.page.leads.length === 0) {
    return (
      <Section id="leads" title={t("me.leads")}>
        <EmptyState title={t("me.leadsEmpty")}>{t("me.leadsEmptyHint")}</EmptyState>
      </Section>
    );
  }
  return (
    <>
      <Section id="to-take" title={t("me.toTake", { count: toTake.length })}>
        {toTake.length === 0 && <p className={styles["quiet"]}>{t("me.allTaken")}</p>}
        <ol className={styles["toTake"]} data-testid="to-take">
          {toTake.map((lead) => (
            <LeadToTake key={lead.lead} lead={lead} {...here} />
          ))}
        </ol>
      </Section>
      {inWork.length > 0 && (
        <Section id="in-work" title={t("me.inWork", { count: inWork.length })}>
          <ol className={styles["lines"]} data-testid="in-work">
            {inWork.map((lead) => (
              <LeadLine key={lead.lead} lead={lead} {...here} />
            ))}
          </ol>
        </Section>
      )}
      {closed.length > 0 && (
        <Section id="closed" title={t("me.closed", { count: closed.length })}>
          <ol className={styles["lines"]}>
            {closed.map((lead) => (
              <LeadLine key={lead.lead} lead={lead} {...here} />
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}
