import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { scaleOf } from "#web/drawn/balance.ts";
import { BalanceBar } from "#web/drawn/balance-bar.tsx";
import { managerColour } from "#web/drawn/manager-chip.tsx";
import { QueuePlace } from "#web/drawn/queue-place.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { percent, signed } from "#web/text/numbers.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Section } from "#web/ui/section.tsx";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

/** In every rule of his: how many are before him, what he is owed, or why he cannot receive now. */
export function MyQueues({ page }: Here): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const scale = scaleOf(page.queues.map(({ balance }) => balance));
  return (
    <Section id="queues" title={t("me.queues")}>
      {page.queues.length === 0 && (
        <EmptyState title={t("me.queuesEmpty")}>{t("me.queuesEmptyHint")}</EmptyState>
      )}
      <ul className={styles["queues"]} data-testid="my-queues">
        {page.queues.map((queue) => (
          <li key={queue.rule} data-eligible={queue.eligible}>
            <div className={styles["queueHead"]}>
              <span>{queue.ruleName}</span>
              {queue.eligible && (
                <span>{t("me.share", { share: percent(queue.share, lang) })}</span>
              )}
            </div>
            {!queue.eligible ? (
              <p className={styles["quiet"]}>{queue.verdict}</p>
            ) : (
              <p className={styles["place"]}>
                <QueuePlace before={queue.before} manager={page.manager} name={page.name} />
                {t("me.before", { count: queue.before })}
              </p>
            )}
            <div className={styles["balance"]}>
              <BalanceBar
                label={t("me.balance")}
                scale={scale}
                after={queue.balance}
                colour={managerColour(page.manager)}
              />
              <span>{signed(queue.balance, lang)}</span>
            </div>
          </li>
        ))}
      </ul>
      {page.queues.length > 0 && <p className={styles["hint"]}>{t("why.axis")}</p>}
    </Section>
  );
}
