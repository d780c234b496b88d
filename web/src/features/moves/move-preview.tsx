import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { LeadTicks } from "#web/drawn/lead-ticks.tsx";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./moves.module.css";

type Preview = Answer<"previewMove">;

/** Who would get how many, a stroke a lead; what would stay, and why. */
export function MovePreview({
  preview,
  isSaid,
}: {
  readonly preview: UseQueryResult<Preview>;
  /** False while it is not said yet to whom or by which rule. */
  readonly isSaid: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section
      className={styles["preview"]}
      aria-label={t("moves.preview")}
      aria-busy={preview.isFetching}
      data-testid="preview"
    >
      <h3>{t("moves.preview")}</h3>
      {isSaid ? (
        <Loaded query={preview} skeleton={<SkeletonRows rows={3} />}>
          {(foreseen) => <Foreseen preview={foreseen} />}
        </Loaded>
      ) : (
        <p className={styles["quiet"]}>{t("moves.unsaid")}</p>
      )}
    </section>
  );
}

function Foreseen({ preview }: { readonly preview: Preview }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {preview.warnings.length > 0 && (
        <ul className={styles["warnings"]}>
          {preview.warnings.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <ul className={styles["shares"]}>
        {preview.byManager.map(({ manager, name, leads }) => (
          <li key={manager}>
            <Person manager={manager} name={name} />
            <LeadTicks count={leads} colour={managerColour(manager)} />
            <span>{leads}</span>
          </li>
        ))}
        {preview.stays > 0 && (
          <li className={styles["stays"]}>
            <span>{t("moves.stays")}</span>
            <LeadTicks count={preview.stays} colour="var(--line-strong)" />
            <span>{preview.stays}</span>
          </li>
        )}
      </ul>
      {preview.total === 0 && <p className={styles["quiet"]}>{t("moves.nothing")}</p>}
      {preview.refused.length > 0 && (
        <details>
          <summary>{t("moves.refused", { count: preview.refused.length })}</summary>
          <ul>
            {preview.refused.map(({ lead, sentence }) => (
              <li key={lead}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
