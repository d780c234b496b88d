import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "#web/ui/dialog.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { HowFields } from "./how-fields.tsx";
import { MovePreview } from "./move-preview.tsx";
import styles from "./moves.module.css";
import { isSaid, type MoveOrder, type Selection } from "./selection.ts";
import { usePreview, useStartMove } from "./use-move.ts";

const options = ["costsTurn", "turnBack", "together"] as const;

/** How the chosen leads are to be given anew, who would get how many, and only then the button. */
export function MoveDialog({
  selection,
  title,
  first = "rules",
  onClose,
  onStarted,
}: {
  readonly selection: Selection;
  readonly title?: string;
  /** What is chosen before anybody chooses. */
  readonly first?: "rules" | "give";
  readonly onClose: () => void;
  readonly onStarted?: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [how, setHow] = useState<MoveOrder["how"]>(
    first === "rules" ? { kind: "rules" } : { kind: "give", to: "" },
  );
  const [chosen, setChosen] = useState({ costsTurn: true, turnBack: true, together: false });
  const [why, setWhy] = useState("");
  const order: MoveOrder = { selection, how, ...chosen };
  const preview = usePreview(order);
  const start = useStartMove(() => {
    onClose();
    onStarted?.();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate({ ...order, why });
  };
  const moving = (preview.data?.byManager ?? []).reduce((sum, { leads }) => sum + leads, 0);
  return (
    <Dialog title={title ?? t("moves.title")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit}>
        <HowFields how={how} onChange={setHow} />
        <fieldset>
          <legend>{t("moves.options")}</legend>
          {options.map((option) => (
            <label key={option}>
              <input
                type="checkbox"
                checked={chosen[option]}
                onChange={() => setChosen({ ...chosen, [option]: !chosen[option] })}
              />
              {t(`moves.${option}`)}
            </label>
          ))}
        </fieldset>
        <TextInput
          label={t("moves.why")}
          placeholder={t("moves.whyExample")}
          maxLength={200}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <MovePreview preview={preview} isSaid={isSaid(how)} />
        {start.error && <ProblemNotice error={start.error} />}
        <div className={styles["actions"]}>
          <Button
            type="submit"
            disabled={!isSaid(how) || moving === 0 || preview.isFetching}
            loading={start.isPending}
          >
            {t("moves.start", { count: moving })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
