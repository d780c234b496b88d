import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { MoveDialog } from "./move-dialog.tsx";
import styles from "./moves.module.css";
import { namedSelection, type Selection } from "./selection.ts";
import type { Picked } from "./use-picked.ts";

/** What is chosen and what can be done with it, at the lower edge of the window while anything is. */
export function SelectionBar({
  picked,
  whole,
  onDone,
}: {
  readonly picked: Picked;
  /** Where everything of a kind may be chosen at once: what, how many that are, and their name. */
  readonly whole?:
    | {
        readonly selection: Selection;
        readonly total: number;
        readonly name: "moves.allFiltered" | "moves.allWaiting";
      }
    | undefined;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [order, open] = useState<Selection | null>(null);
  const count = picked.leads.size;
  return (
    <section className={styles["bar"]} aria-label={t("moves.choose")}>
      <strong aria-live="polite">{t("moves.chosen", { count })}</strong>
      <Button disabled={count === 0} onClick={() => open(namedSelection(picked.leads))}>
        {t("moves.redistribute")}
      </Button>
      {whole && whole.total > count && (
        <Button variant="default" onClick={() => open(whole.selection)}>
          {t(whole.name, { count: whole.total })}
        </Button>
      )}
      <Button variant="subtle" onClick={onDone}>
        {t("moves.stopChoosing")}
      </Button>
      {order && <MoveDialog selection={order} onClose={() => open(null)} onStarted={onDone} />}
    </section>
  );
}
