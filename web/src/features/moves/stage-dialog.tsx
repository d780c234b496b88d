import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "#web/ui/dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import styles from "./moves.module.css";

/** The leads of a stage of the CRM, also those from before the account was connected: which, then how. */
export function StageDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [pipeline, setPipeline] = useState("");
  const [stage, setStage] = useState("");
  const [isChosen, choose] = useState(false);
  if (isChosen) {
    return (
      <MoveDialog
        selection={{ kind: "stage", pipeline: pipeline.trim(), stage: stage.trim() }}
        title={t("held.stageTitle", { stage: stage.trim() })}
        onClose={onClose}
      />
    );
  }
  const next = (event: FormEvent): void => {
    event.preventDefault();
    choose(true);
  };
  return (
    <Dialog title={t("held.stage")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={next}>
        <p className={styles["quiet"]}>{t("held.stageHint")}</p>
        <TextInput
          label={t("held.pipeline")}
          required
          withAsterisk={false}
          value={pipeline}
          onChange={(event) => setPipeline(event.currentTarget.value)}
        />
        <TextInput
          label={t("held.column.stage")}
          required
          withAsterisk={false}
          value={stage}
          onChange={(event) => setStage(event.currentTarget.value)}
        />
        <div className={styles["actions"]}>
          <Button type="submit" disabled={pipeline.trim() === "" || stage.trim() === ""}>
            {t("held.next")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
