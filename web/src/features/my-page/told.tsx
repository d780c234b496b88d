import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZonesBeside } from "#web/app/account-context.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { Section } from "#web/ui/section.tsx";
import { Shortened } from "#web/ui/shortened.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

const shownFirst = 4;

/** What was taken from him and what went to others, each with its reason; nothing where nothing did. */
export function Told(here: Here): ReactNode {
  const { t } = useTranslation();
  const { lost, passedOver } = here.page;
  return (
    <>
      <Sentences
        {...here}
        id="lost"
        title={t("me.lost")}
        lines={lost.map((line) => ({ ...line, to: line.toName ?? t("me.toNobody") }))}
      />
      <Sentences
        {...here}
        id="passed-over"
        title={t("me.passedOver")}
        lines={passedOver.map((line) => ({ ...line, to: line.winnerName }))}
      />
    </>
  );
}

interface Line {
  readonly lead: string;
  readonly leadName: string;
  readonly leadUrl: string | null;
  readonly at: number;
  readonly to: string;
  readonly sentence: string;
}

function Sentences({
  id,
  title,
  lines,
  page,
  now,
}: Here & { readonly id: string; readonly title: string; readonly lines: readonly Line[] }) {
  const zones = useZonesBeside(page.timeZone);
  if (lines.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <Shortened items={lines} first={shownFirst}>
        {(shown) => (
          <ol className={styles["lines"]} data-testid={id}>
            {shown.map((line) => (
              <li key={`${line.lead} ${line.at}`}>
                <Moment at={line.at} now={now} zones={zones} />
                <span className={styles["name"]}>
                  <span>{leadTitle(line)}</span>
                  <CrmLink url={line.leadUrl} lead={leadTitle(line)} />
                </span>
                <span className={styles["to"]}>→ {line.to}</span>
                <p className={styles["why"]}>{line.sentence}</p>
              </li>
            ))}
          </ol>
        )}
      </Shortened>
    </Section>
  );
}
