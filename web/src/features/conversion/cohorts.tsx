import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "#web/app/account-context.ts";
import { exactPercent, percent } from "#web/text/numbers.ts";
import { Section } from "#web/ui/section.tsx";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";

/** Months side by side, each with how much of it can be judged yet. */
export function Cohorts({ cohorts }: { readonly cohorts: Shown["view"]["cohorts"] }): ReactNode {
  const { t } = useTranslation();
  const { lang } = useAccount();
  if (cohorts.length < 2) return null;
  const nameOf = (month: string): string =>
    new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      Date.parse(`${month}-15`),
    );
  return (
    <Section id="cohorts" className={styles["part"]} title={t("conversion.cohorts.title")}>
      <p className={styles["cohortsHint"]}>{t("conversion.cohorts.hint")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles["across"]} tabIndex={0} aria-label={t("conversion.cohorts.hint")}>
        <table className={styles["cohorts"]}>
          <thead>
            <tr>
              {(["month", "received", "won", "open", "matured", "rate"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`conversion.cohorts.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.toReversed().map(({ month, received, won, open, matured, rate }) => (
              <tr key={month}>
                <th scope="row">{nameOf(month)}</th>
                <td>{received}</td>
                <td>{won}</td>
                <td>{open}</td>
                <td>
                  <span className={styles["ripe"]} style={{ inlineSize: `${64 * matured}px` }} />
                  {percent(Math.round(matured * 100) / 100, lang)}
                </td>
                <td>
                  {rate === null ? t("conversion.cohorts.tooYoung") : exactPercent(rate, lang)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
