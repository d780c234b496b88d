import { Fragment, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { rateScale } from "#web/drawn/rates.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { exactPercent } from "#web/text/numbers.ts";
import table from "#web/ui/table.module.css";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";
import { ManagerDetails } from "./manager-details.tsx";
import { ManagerRow, type Scales } from "./manager-row.tsx";
import type { SettingsWork } from "./use-settings.ts";

type View = Shown["view"];

/** The widths of the columns; numbers and drawings stand in columns of their own. */
const tracks = [
  "nameTrack",
  "soldTrack",
  "numberTrack",
  "rateTrack",
  "comparisonTrack",
  "shareTrack",
  "barTrack",
  "movedTrack",
  "loadBarTrack",
  "loadTrack",
] as const;

/** Everybody with his numbers on common scales; who has the largest share stands first. */
export function ManagerTable({
  view,
  work,
  isAdaptive,
}: {
  readonly view: View;
  readonly work: SettingsWork;
  readonly isAdaptive: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const scales = scalesOf(view, work);
  const members = view.members.toSorted((a, b) => b.share - a.share || compared(a.name, b.name));
  return (
    <table
      className={`${table["table"]} ${styles["managers"]}`}
      data-preview={work.preview !== null}
      data-testid="conversion"
    >
      <colgroup>
        {tracks.map((track) => (
          <col key={track} className={styles[track]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t("conversion.manager")}</th>
          <th scope="col">{t("conversion.sold")}</th>
          <th scope="col" colSpan={2}>
            {view.hasSold
              ? t("conversion.estimate", { team: exactPercent(view.team, lang) })
              : t("conversion.estimateAlone")}
          </th>
          <th scope="col">{t("conversion.against")}</th>
          <th scope="col" colSpan={2}>
            {t("conversion.share", { equal: exactPercent(view.equal, lang) })}
          </th>
          <th scope="col">
            {t(work.preview ? "conversion.willMove" : "conversion.sinceYesterday")}
          </th>
          <th scope="col" colSpan={2}>
            {t("conversion.load")}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Fragment key={member.manager}>
            <ManagerRow
              member={member}
              view={view}
              scales={scales}
              work={work}
              isOpen={open === member.manager}
              onToggle={() => setOpen(open === member.manager ? null : member.manager)}
            />
            {open === member.manager && (
              <tr className={styles["detailsRow"]}>
                <td colSpan={10}>
                  <ManagerDetails
                    member={member}
                    preview={work.preview?.get(member.manager)}
                    isAdaptive={isAdaptive}
                  />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

const compared = (one: string, other: string): number => (one < other ? -1 : 1);

function scalesOf({ members, team, equal }: View, { preview }: SettingsWork): Scales {
  const next = [...(preview?.values() ?? [])].map(({ to }) => to);
  return {
    rates: rateScale([team, ...members.map(({ high }) => high)]),
    shares: rateScale([equal, ...members.map(({ share }) => share), ...next]),
    load: Math.max(1, ...members.map(({ load, comfort }) => Math.max(load, comfort ?? 0))) * 1.05,
  };
}
