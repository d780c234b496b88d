import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { Moment } from "#web/ui/moment.tsx";
import { ReceiverChip } from "#web/ui/receiver-chip.tsx";
import styles from "./why.module.css";

/**
 * The lead's way through hands, oldest first: when, from whom to whom, by what cause, why. Nothing
 * where there is but one decision.
 */
export function Chain({
  lines,
  current,
  search,
}: {
  readonly lines: Answer<"explainDecision">["chain"];
  readonly current: number;
  readonly search: HistorySearch;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  const now = useDeviceNow();
  if (lines.length < 2) return null;
  return (
    <section aria-labelledby="chain">
      <h3 id="chain">{t("why.chain")}</h3>
      <ol className={styles["chain"]} data-testid="chain">
        {lines.map((line) => (
          <li
            key={line.id}
            data-kind={line.kind}
            aria-current={line.id === current ? "step" : undefined}
          >
            <Moment at={line.at} now={now} zones={zones} />
            <span className={styles["stop"]}>
              <ReceiverChip line={line} />
            </span>
            <div>
              <p className={styles["hands"]}>
                <Link
                  to="/a/$account/history/$id"
                  params={{ account: account.id, id: String(line.id) }}
                  search={search}
                >
                  {line.fromName !== null && `${line.fromName} → `}
                  {line.managerName ?? line.manager ?? t(`kind.${line.kind}`)}
                </Link>
                <span>{t(`cause.${line.cause}`)}</span>
              </p>
              <p className={styles["reason"]}>{line.sentence}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
