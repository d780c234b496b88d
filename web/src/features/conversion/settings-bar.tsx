import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./conversion.module.css";
import type { SettingsWork } from "./use-settings.ts";

/** At the foot of the window while settings are being changed: save or not; after that, the way back. */
export function SettingsBar({ work }: { readonly work: SettingsWork }): ReactNode {
  const { form, save, previewError } = work;
  if (form === null && save.version === null) return null;
  const error = save.error ?? previewError;
  return (
    <div className={styles["saving"]} role="status" data-testid="settings-bar">
      {error && <ProblemNotice error={error} />}
      {form === null ? <Saved work={work} /> : <Unsaved work={work} />}
    </div>
  );
}

function Unsaved({ work }: { readonly work: SettingsWork }): ReactNode {
  const { t } = useTranslation();
  const { isChanged, wrong, preview, save } = work;
  const words = (): string => {
    if (wrong.size > 0) return t("conversion.bar.wrong");
    if (!isChanged) return t("conversion.bar.unchanged");
    return preview === null ? t("conversion.bar.counting") : t("conversion.bar.preview");
  };
  return (
    <div className={styles["savingLine"]}>
      <p>{words()}</p>
      <Button disabled={!isChanged} loading={save.isPending} onClick={work.submit}>
        {t("action.save")}
      </Button>
      <Button variant="default" onClick={work.cancel}>
        {t("action.cancel")}
      </Button>
    </div>
  );
}

function Saved({ work }: { readonly work: SettingsWork }): ReactNode {
  const { t } = useTranslation();
  const { save } = work;
  return (
    <div className={styles["savingLine"]}>
      <p>{t("conversion.bar.saved", { version: save.version ?? 0 })}</p>
      <Button variant="default" loading={save.isPending} onClick={save.undo}>
        {t("conversion.bar.undo")}
      </Button>
      <Button variant="subtle" onClick={save.forget}>
        {t("action.hide")}
      </Button>
    </div>
  );
}
