import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LoadMark } from "#web/drawn/load-mark.tsx";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { RateInterval } from "#web/drawn/rate-interval.tsx";
import type { RateScale } from "#web/drawn/rates.ts";
import { ShareMark } from "#web/drawn/share-mark.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { decimal, exactPercent, signed } from "#web/text/numbers.ts";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";
import type { Preview, SettingsWork } from "./use-settings.ts";

export type Member = Shown["view"]["members"][number];

export interface Scales {
  readonly rates: RateScale;
  readonly shares: RateScale;
  /** Leads a month at the right end. */
  readonly load: number;
}

interface Row {
  readonly member: Member;
  readonly view: Shown["view"];
  readonly scales: Scales;
  readonly work: SettingsWork;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One manager in one line: sold, believed, compared, given, moved, loaded. */
export function ManagerRow({ member, view, scales, work, isOpen, onToggle }: Row): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { manager, name, share } = member;
  const next = work.preview?.get(manager);
  return (
    <tr data-manager={manager} data-open={isOpen}>
      <th scope="row" className={styles["name"]}>
        <button type="button" className={styles["who"]} aria-expanded={isOpen} onClick={onToggle}>
          <Person manager={manager} name={name} />
          <Unseen>{t(isOpen ? "conversion.lessOf" : "conversion.moreOf")}</Unseen>
        </button>
      </th>
      <td className={styles["sold"]}>
        {t("conversion.of", { won: member.won, received: member.received })}
      </td>
      <Estimate member={member} view={view} scales={scales} />
      <td className={styles["share"]}>
        {exactPercent(share, lang)}
        {next && <b className={styles["next"]}> → {exactPercent(next.to, lang)}</b>}
      </td>
      <td className={`${styles["drawn"]} ${styles["bar"]}`}>
        <ShareMark
          scale={scales.shares}
          share={share}
          equal={view.equal}
          next={next?.to}
          colour={managerColour(manager)}
        />
      </td>
      <td
        className={styles["moved"]}
        data-label={t(next ? "conversion.willMove" : "conversion.sinceYesterday")}
        title={(next ?? member).because.map(({ sentence }) => sentence).join("\n")}
      >
        <Moved member={member} next={next} />
      </td>
      <Load member={member} scales={scales} work={work} />
    </tr>
  );
}

/** What may be believed of his conversion; before the first sale nothing may. */
function Estimate({ member, view, scales }: Pick<Row, "member" | "view" | "scales">): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { manager, estimate, low, high, comparison, isNew } = member;
  if (!view.hasSold) {
    return (
      <>
        <td className={styles["number"]}>—</td>
        <td className={`${styles["drawn"]} ${styles["rate"]}`} />
        <td className={styles["comparison"]} data-comparison="not_enough">
          {t("conversion.notSold")}
        </td>
      </>
    );
  }
  const between = { low: exactPercent(low, lang), high: exactPercent(high, lang) };
  return (
    <>
      <td className={styles["number"]} data-label={t("conversion.estimateAlone")}>
        {exactPercent(estimate, lang)}
      </td>
      <td
        className={`${styles["drawn"]} ${styles["rate"]}`}
        title={t("conversion.between", between)}
      >
        <RateInterval
          scale={scales.rates}
          rate={{ estimate, low, high, team: view.team }}
          colour={managerColour(manager)}
        />
        <Unseen>{t("conversion.between", between)}</Unseen>
      </td>
      <td className={styles["comparison"]} data-comparison={comparison} data-new={isNew}>
        {isNew ? t("conversion.isNew") : t(`conversion.comparison.${comparison}`)}
      </td>
    </>
  );
}

/** By how much, and the first of the reasons. */
function Moved({
  member,
  next,
}: {
  readonly member: Member;
  readonly next: Preview | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { from, to, because } = next ?? {
    from: member.dayAgo,
    to: member.share,
    because: member.because,
  };
  if (from === null) return t("conversion.wasNotThere");
  const by = 100 * (to - from);
  if (Math.abs(by) < 0.05)
    return <span className={styles["quiet"]}>{t("conversion.asBefore")}</span>;
  // The first reason in the direction of the move: another one would read as its contradiction.
  const main = because.find((one) => Math.sign(one.by) === Math.sign(by));
  const reason = main?.sentence.split(": ").slice(1).join(": ");
  return (
    <>
      <span className={styles["by"]}>{signed(by, lang, 1)}</span> {reason}
    </>
  );
}

function Load({ member, scales, work }: Pick<Row, "member" | "scales" | "work">): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { manager, name, load, comfort, comfortIsWritten } = member;
  const { form, wrong } = work;
  return (
    <>
      <td className={`${styles["drawn"]} ${styles["loadBar"]}`}>
        <LoadMark load={load} comfort={comfort} most={scales.load} />
      </td>
      <td className={styles["load"]} data-label={t("conversion.load")}>
        {decimal(load, lang, 0)}{" "}
        {form === null ? (
          comfort !== null && (
            <span
              className={comfortIsWritten ? undefined : styles["quiet"]}
              title={comfortIsWritten ? undefined : t("conversion.comfortAssumed")}
            >
              {t(comfortIsWritten ? "conversion.ofComfort" : "conversion.ofAssumed", {
                comfort: decimal(comfort, lang, 0),
              })}
            </span>
          )
        ) : (
          <input
            className={styles["comfort"]}
            aria-label={t("conversion.comfortOf", { name })}
            aria-invalid={wrong.has(`comfort.${manager}`)}
            inputMode="decimal"
            placeholder={comfortIsWritten || comfort === null ? "—" : decimal(comfort, lang, 0)}
            value={form.comfort[manager] ?? ""}
            onChange={(event) =>
              work.change({ comfort: { ...form.comfort, [manager]: event.currentTarget.value } })
            }
          />
        )}
      </td>
    </>
  );
}
