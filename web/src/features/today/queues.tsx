import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import { ManagerChip, Person } from "#web/drawn/manager-chip.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { signed } from "#web/text/numbers.ts";
import { ahead } from "#web/time/words.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Section } from "#web/ui/section.tsx";
import styles from "./today.module.css";
import type { Part } from "./today-screen.tsx";

type Queue = Answer<"getToday">["queues"][number];
const chipsMax = 7;

/** For each rule: who is next, who after him, and until when the rule takes leads. */
export function Queues({ today, now }: Part): ReactNode {
  const { t } = useTranslation();
  return (
    <Section id="queues" title={t("today.queues")}>
      {today.queues.length === 0 && (
        <EmptyState title={t("today.queuesEmpty")}>{t("today.queuesEmptyHint")}</EmptyState>
      )}
      <ul className={styles["queues"]} data-testid="queues">
        {today.queues.map((queue) => (
          <li key={queue.rule} data-open={queue.open}>
            <div className={styles["queueName"]}>
              <span>{queue.ruleName}</span>
              <WindowWords queue={queue} now={now} />
            </div>
            <Line queue={queue} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Line({ queue }: { readonly queue: Queue }): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [first, ...others] = queue.next;
  if (!first && !queue.open) return null;
  if (!first) return <div className={styles["nobody"]}>{t("today.nobody")}</div>;
  const shown = others.slice(0, chipsMax);
  return (
    <div className={styles["turns"]}>
      <span className={styles["first"]} title={signed(first.balance, lang)}>
        <Person manager={first.manager} name={first.name} />
      </span>
      {shown.map(({ manager, name, balance }) => (
        <Fragment key={manager}>
          <span aria-hidden="true">›</span>
          <ManagerChip manager={manager} name={name} title={`${name} ${signed(balance, lang)}`} />
        </Fragment>
      ))}
      {others.length > shown.length && <span>+{others.length - shown.length}</span>}
      {queue.waiting > 0 && (
        <span className={styles["queueWaiting"]}>{t("today.waits", { count: queue.waiting })}</span>
      )}
    </div>
  );
}

function WindowWords({ queue, now }: { readonly queue: Queue; readonly now: number }): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  if (queue.changesAt === null)
    return <span>{t(queue.open ? "today.openAlways" : "today.closed")}</span>;
  const time = ahead(queue.changesAt, now, viewer);
  return <span>{t(queue.open ? "today.openUntil" : "today.opensAt", { time })}</span>;
}
