import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import { LeadDots } from "#web/drawn/lead-dots.tsx";
import { Person } from "#web/drawn/manager-chip.tsx";
import { useDeviceNow } from "#web/time/use-now.ts";
import { ahead } from "#web/time/words.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { RowChoice } from "#web/ui/row-choice.tsx";
import table from "#web/ui/table.module.css";
import styles from "./moves.module.css";
import type { Picked } from "./use-picked.ts";

type Held = Answer<"listHeldLeads">["leads"][number];
const columns = ["lead", "manager", "given", "rule", "stage", "path"] as const;

/** One lead a row, chosen by a press anywhere in it. */
export function HeldTable({
  leads,
  picked,
}: {
  readonly leads: readonly Held[];
  readonly picked: Picked;
}): ReactNode {
  const { t } = useTranslation();
  const now = useDeviceNow();
  const ids = leads.map(({ lead }) => lead);
  const isWhole = ids.every(picked.has);
  return (
    <table className={`${table["table"]} ${styles["held"]}`} data-testid="held">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {column === "lead" ? (
                <label>
                  <input
                    type="checkbox"
                    aria-label={t("held.choosePage")}
                    checked={isWhole}
                    ref={(box) => {
                      if (box) box.indeterminate = !isWhole && ids.some(picked.has);
                    }}
                    onChange={() => picked.toggle(...ids)}
                  />
                  {t("held.column.lead")}
                </label>
              ) : (
                t(`held.column.${column}`)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {leads.map((held) => (
          <Row
            key={held.lead}
            held={held}
            now={now}
            isPicked={picked.has(held.lead)}
            onToggle={() => picked.toggle(held.lead)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  held,
  now,
  isPicked,
  onToggle,
}: {
  readonly held: Held;
  readonly now: number;
  readonly isPicked: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const title = leadTitle(held);
  return (
    <tr>
      <td data-column="lead">
        <RowChoice isChosen={isPicked} onToggle={onToggle}>
          {title}
        </RowChoice>
        <CrmLink url={held.leadUrl} lead={title} />
      </td>
      <td data-column="manager">
        <Person manager={held.manager} name={held.managerName} />
      </td>
      <td data-column="given">
        <Moment at={held.givenAt} now={now} zones={zones} />
      </td>
      <td data-column="rule">{held.ruleName}</td>
      <td data-column="stage">{held.stage ?? "—"}</td>
      <td data-column="path" data-late={held.takeBy !== null && held.takeBy < now}>
        <LeadDots
          done={held.taken ? 2 : 1}
          label={held.taken ? t("me.path.taken") : t("me.path.notTaken")}
        />
        {!held.taken && held.takeBy !== null && (
          <span>{t("held.takeBy", { time: ahead(held.takeBy, now, zones.viewer) })}</span>
        )}
      </td>
    </tr>
  );
}
