import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { CountdownRing } from "#web/drawn/countdown-ring.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { lengthOfTime } from "#web/time/words.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";
import { type Answered, useAnswer } from "./use-answer.ts";

/** One offer: what it is, how long it stands, yes or no. */
export function OfferCard({
  offer,
  page,
  now,
  isOwn,
  onAnswered,
}: Here & {
  readonly offer: Here["page"]["offers"][number];
  readonly onAnswered: (answered: Answered) => void;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  // The ring empties from when the offer was first seen: since when it stands is not known here.
  const [from] = useState(now);
  const { accept, decline } = useAnswer(page.manager, onAnswered);
  const title = leadTitle(offer);
  const error = accept.error ?? decline.error;
  return (
    <li>
      <CountdownRing
        span={{ from, to: offer.until }}
        now={now}
        label={t("offer.left", { length: lengthOfTime(offer.until - now, lang) })}
      />
      <div className={styles["offerLead"]}>
        <h3>
          {title} <CrmLink url={offer.leadUrl} lead={title} />
        </h3>
        {offer.ruleName && <p>{offer.ruleName}</p>}
        <dl>
          {offer.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {isOwn && (
        <div className={styles["answer"]}>
          <Button
            size="md"
            aria-label={t("offer.acceptThis", { lead: title })}
            loading={accept.isPending}
            disabled={decline.isPending}
            onClick={() => accept.mutate(offer)}
          >
            {t("offer.accept")}
          </Button>
          <Button
            size="md"
            variant="default"
            aria-label={t("offer.declineThis", { lead: title })}
            loading={decline.isPending}
            disabled={accept.isPending}
            onClick={() => decline.mutate(offer)}
          >
            {t("offer.decline")}
          </Button>
        </div>
      )}
      {error && <ProblemNotice error={error} />}
    </li>
  );
}
