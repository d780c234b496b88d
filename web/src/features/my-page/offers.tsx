import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "#web/ui/section.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";
import { OfferCard } from "./offer-card.tsx";
import { offersJustGone, toldForMs } from "./offers-just-gone.ts";
import type { Answered } from "./use-answer.ts";

interface Settled extends Answered {
  readonly at: number;
  /** Of the offer that was answered. */
  readonly until: number;
}

/** What is laid before him, with the time left to answer; then what has become of the last ones. */
export function Offers(here: Here): ReactNode {
  const { t } = useTranslation();
  const { page, now } = here;
  const [all, setAnswered] = useState<readonly Settled[]>([]);
  const answered = all.filter(({ at }) => now - at < toldForMs);
  const gone = offersJustGone(page.notices, now).filter(
    ({ lead }) => !answered.some((answer) => answer.lead === lead),
  );
  // The same lead may be offered again; what was answered is this very offer.
  const offers = page.offers.filter(
    ({ lead, until }) =>
      until > now && !all.some((answer) => answer.lead === lead && answer.until === until),
  );
  if (offers.length + gone.length + answered.length === 0) return null;
  return (
    <Section
      id="offers"
      title={t("offer.title", { count: offers.length })}
      className={styles["offers"]}
    >
      <ul data-testid="offers">
        {offers.map((offer) => (
          <OfferCard
            key={offer.lead}
            offer={offer}
            {...here}
            onAnswered={(answer) =>
              setAnswered((known) => [{ ...answer, at: now, until: offer.until }, ...known])
            }
          />
        ))}
      </ul>
      <div role="status" className={styles["answers"]} data-testid="answers">
        {answered.map(({ lead, won, sentence }) => (
          <p key={lead} data-won={won}>
            {sentence}
          </p>
        ))}
        {gone.map(({ id, sentence }) => (
          <p key={id}>{sentence}</p>
        ))}
      </div>
    </Section>
  );
}
