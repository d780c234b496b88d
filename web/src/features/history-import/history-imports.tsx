import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./history-import.module.css";
import { ImportDialog } from "./import-dialog.tsx";
import { ImportLine } from "./import-line.tsx";
import { useImports } from "./use-imports.ts";

/** Leads of the time before that a rule's shares are learned from: what was brought in, and more. */
export function HistoryImports({ rule }: { readonly rule: string }): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const query = useImports();
  return (
    <Section
      id="past"
      className={styles["part"]}
      title={t("past.title")}
      aside={
        <Button variant="default" disabled={!query.data} onClick={() => setOpen(true)}>
          {t("past.begin")}
        </Button>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={2} />}>
        {(answer) => {
          const own = answer.imports.filter((one) => one.rule === rule);
          return (
            <>
              {own.length === 0 ? (
                <EmptyState title={t("past.none")}>
                  <p>{t("past.noneHint")}</p>
                </EmptyState>
              ) : (
                <ol className={styles["imports"]} data-testid="imports">
                  {own.map((one) => (
                    <ImportLine key={one.id} one={one} />
                  ))}
                </ol>
              )}
              {isOpen && (
                <ImportDialog answer={answer} rule={rule} onClose={() => setOpen(false)} />
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
