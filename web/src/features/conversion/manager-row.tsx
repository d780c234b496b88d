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
  const { manager, name, estimate, low, high, share } = member;
  const colour = managerColour(manager);
  const next = work.preview?.get(manager);
  return (
    <tr data-manager={manager} aria-expanded={isOpen}>
      <th scope="row">
        <button type="button" className={styles["who"]} aria-expanded={isOpen} onClick={onToggle}>
          <Person manager={manager} name={name} />
          <Unseen>{t(isOpen ? "conversion.lessOf" : "conversion.moreOf")}</Unseen>
        </button>
        {member.isNew && <span className={styles["new"]}>{t("conversion.isNew")}</span>}
      </th>
      <td className={styles["sold"]}>
        {t("conversion.of", { won: member.won, received: member.received })}
      </td>
      <td className={styles["number"]}>{exactPercent(estimate, lang)}</td>
      <td className={styles["drawn"]}>
        <RateInterval
          scale={scales.rates}
          rate={{ estimate, low, high, team: view.team }}
          colour={colour}
        />
        <Unseen>
          {t("conversion.between", {
            low: exactPercent(low, lang),
            high: exactPercent(high, lang),
          })}
        </Unseen>
      </td>
      <td className={styles["comparison"]} data-comparison={member.comparison}>
        {t(`conversion.comparison.${member.comparison}`)}
      </td>
      <td className={styles["number"]}>
        {exactPercent(share, lang)}
        {next && <b className={styles["next"]}> → {exactPercent(next.to, lang)}</b>}
      </td>
      <td className={styles["drawn"]}>
        <ShareMark
          scale={scales.shares}
          share={share}
          equal={view.equal}
          next={next?.to}
          colour={colour}
        />
      </td>
      <td className={styles["moved"]}>
        <Moved member={member} next={next} />
      </td>
      <Load member={member} scales={scales} work={work} />
    </tr>
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
      <span className={styles["by"]}>{signed(by, lang, 1)}</span>
      {reason}
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
      <td className={styles["drawn"]}>
        <LoadMark load={load} comfort={comfort} most={scales.load} />
      </td>
      <td className={styles["load"]}>
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
