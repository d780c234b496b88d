import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ManagerChip } from "#web/drawn/manager-chip.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { exactPercent } from "#web/text/numbers.ts";
import { Section } from "#web/ui/section.tsx";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";

type View = Shown["view"];

/** With shares for each source: how each source's leads are shared out, deeper where more. */
export function Sources({
  view,
  sources,
}: {
  readonly view: View;
  readonly sources: NonNullable<View["sources"]>;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const present = sources.filter(({ part }) => part > 0);
  const most = Math.max(...present.flatMap(({ shares }) => shares));
  return (
    <Section id="sources" className={styles["part"]} title={t("conversion.sources")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles["scroll"]} tabIndex={0} aria-label={t("conversion.source")}>
        <table data-testid="sources">
          <thead>
            <tr>
              <th scope="col">{t("conversion.source")}</th>
              <th scope="col">{t("conversion.ofLeads")}</th>
              {view.members.map(({ manager, name }) => (
                <th key={manager} scope="col">
                  <ManagerChip manager={manager} name={name} title={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {present.map(({ source, part, shares }) => (
              <tr key={source}>
                <th scope="row">{source === "" ? t("conversion.otherSources") : source}</th>
                <td>{exactPercent(part, lang)}</td>
                {view.members.map(({ manager }, place) => (
                  <td key={manager} style={depth((shares[place] ?? 0) / most)}>
                    {exactPercent(shares[place] ?? 0, lang)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

const depth = (part: number) => ({
  background: `color-mix(in srgb, var(--accent) ${Math.round(part * 28)}%, transparent)`,
});
