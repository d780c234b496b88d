import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Section } from "#web/ui/section.tsx";
import { Shortened } from "#web/ui/shortened.tsx";
import { leadGroups, type MyLead } from "./lead-groups.ts";
import { LeadLine } from "./lead-line.tsx";
import { LeadToTake } from "./lead-to-take.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

const shownFirst = { toTake: 12, inWork: 6, closed: 3 };

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
        <Shortened items={toTake} first={shownFirst.toTake}>
          {(shown) => (
            <ol className={styles["toTake"]} data-testid="to-take">
              {shown.map((lead) => (
                <LeadToTake key={lead.lead} lead={lead} {...here} />
              ))}
            </ol>
          )}
        </Shortened>
      </Section>
      <Lines
        {...here}
        id="in-work"
        title={t("me.inWork", { count: inWork.length })}
        leads={inWork}
        first={shownFirst.inWork}
      />
      <Lines
        {...here}
        id="closed"
        title={t("me.closed", { count: closed.length })}
        leads={closed}
        first={shownFirst.closed}
      />
    </>
  );
}

function Lines({
  id,
  title,
  leads,
  first,
  ...here
}: Here & {
  readonly id: string;
  readonly title: string;
  readonly leads: readonly MyLead[];
  readonly first: number;
}): ReactNode {
  if (leads.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <Shortened items={leads} first={first}>
        {(shown) => (
          <ol className={styles["lines"]} data-testid={id}>
            {shown.map((lead) => (
              <LeadLine key={lead.lead} lead={lead} {...here} />
            ))}
          </ol>
        )}
      </Shortened>
    </Section>
  );
}
