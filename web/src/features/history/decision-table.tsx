import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { decimal } from "#web/text/numbers.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { DeliveryMark } from "#web/ui/delivery-mark.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { ReceiverChip } from "#web/ui/receiver-chip.tsx";
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
  const { account } = useAccount();
  const now = useDeviceNow();
  const { lang } = useAccount();
  const zones = useZones();
  return (
    <table className={styles["table"]} aria-label={t("nav.history")}>
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
              <Link
                className={styles["stretched"]}
                id={rowId(line.id)}
                to="/a/$account/history/$id"
                params={{ account: account.id, id: String(line.id) }}
                search={search}
              >
                {leadTitle(line)}
              </Link>
              <CrmLink url={line.leadUrl} lead={leadTitle(line)} />
            </td>
            <td data-column="receiver" data-kind={line.kind}>
              <span className={styles["receiver"]}>
                <ReceiverChip line={line} />
                <span>{line.managerName ?? line.manager ?? t(`kind.${line.kind}`)}</span>
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
