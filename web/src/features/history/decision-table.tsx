import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { decimal } from "#web/text/numbers.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { DeliveryMark } from "#web/ui/delivery-mark.tsx";
import { LeadLink } from "#web/ui/lead-link.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { ReceiverChip } from "#web/ui/receiver-chip.tsx";
import table from "#web/ui/table.module.css";
import styles from "./history.module.css";

type Line = Answer<"listDecisions">["decisions"][number];
const columns = ["time", "lead", "receiver", "rule", "cause", "source", "price", "crm"] as const;

/** One decision a row; the row opens it. */
export function DecisionTable({
  lines,
  openId,
  search,
}: {
  readonly lines: readonly Line[];
  readonly openId: number | null;
  readonly search: HistorySearch;
}): ReactNode {
  const { t } = useTranslation();
  const { lang } = useAccount();
  const now = useDeviceNow();
  const zones = useZones();
  return (
    <table className={`${table["table"]} ${styles["table"]}`} aria-label={t("nav.history")}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`history.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} aria-current={line.id === openId ? "true" : undefined}>
            <td data-column="time">
              <Moment at={line.at} now={now} zones={zones} />
            </td>
            <td data-column="lead">
              <LeadLink lead={line} decision={line.id} search={search} id={rowId(line.id)} />
            </td>
            <td data-column="receiver" data-kind={line.kind}>
              <span className={styles["receiver"]}>
                <ReceiverChip line={line} />
                <span
                  title={
                    line.fromName === null ? undefined : t("history.from", { name: line.fromName })
                  }
                >
                  {line.managerName ?? line.manager ?? t(`kind.${line.kind}`)}
                  {line.fromName !== null && <small> ← {line.fromName}</small>}
                </span>
              </span>
            </td>
            <td data-column="rule">{line.ruleName ?? line.rule ?? "—"}</td>
            <td data-column="cause">{t(`cause.${line.cause}`)}</td>
            <td data-column="source">{line.source ?? t(`channel.${line.channel}`)}</td>
            <td data-column="price">{line.price === null ? "" : decimal(line.price, lang)}</td>
            <td data-column="crm">
              <DeliveryMark delivery={line.delivery} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where the focus returns when the decision is closed. */
export function rowId(decision: number): string {
  return `decision-${decision}`;
}
