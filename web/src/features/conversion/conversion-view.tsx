import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useLeads } from "#web/app/account-context.ts";
import { HistoryImports } from "#web/features/history-import/history-imports.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { Section } from "#web/ui/section.tsx";
import { Cohorts } from "./cohorts.tsx";
import { Control } from "./control.tsx";
import styles from "./conversion.module.css";
import { csvOf, download, tableRows } from "./exported.ts";
import { Head } from "./head.tsx";
import { ManagerTable } from "./manager-table.tsx";
import { SettingsBar } from "./settings-bar.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SettingsWords } from "./settings-words.tsx";
import { SharesOverTime } from "./shares-over-time.tsx";
import { Sources } from "./sources.tsx";
import { columns } from "./table-columns.ts";
import { useSettings } from "./use-settings.ts";

export type Shown = Answer<"getConversion"> & {
  readonly view: NonNullable<Answer<"getConversion">["view"]>;
};

/** One rule by sales: its team in numbers, its shares over time, what is set. */
export function ConversionView({ answer }: { readonly answer: Shown }): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const mayLead = useLeads();
  const work = useSettings(answer);
  const { view, rules } = answer;
  const method = rules.find(({ id }) => id === view.rule)?.method ?? "conversion";
  const isAdaptive = method === "adaptive";
  const saveTable = (): void =>
    download(
      `${view.rule} ${new Date(answer.now).toISOString().slice(0, 10)}.csv`,
      csvOf(
        tableRows(
          view,
          columns.map((column) => t(`conversion.csv.${column}`)),
        ),
        lang,
      ),
    );
  return (
    <>
      <Head answer={answer} />
      <Section
        id="team"
        title={t("conversion.team")}
        aside={
          <div className={styles["aside"]}>
            <Button variant="subtle" onClick={saveTable}>
              {t("conversion.saveTable")}
            </Button>
            {mayLead && work.form === null && (
              <Button variant="default" onClick={work.begin}>
                {t("conversion.edit")}
              </Button>
            )}
          </div>
        }
      >
        {work.form === null ? (
          <SettingsWords settings={view.settings} isAdaptive={isAdaptive} />
        ) : (
          <SettingsFields form={work.form} work={work} isAdaptive={isAdaptive} />
        )}
        <ManagerTable view={view} work={work} isAdaptive={isAdaptive} />
      </Section>
      <SettingsBar work={work} />
      <SharesOverTime view={view} now={answer.now} />
      {isAdaptive && <Control view={view} />}
      <Cohorts cohorts={view.cohorts} />
      {view.sources && <Sources view={view} sources={view.sources} />}
      {mayLead && <HistoryImports rule={view.rule} />}
    </>
  );
}
