import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "#web/ui/dialog.tsx";
import { CrmForm } from "./crm-form.tsx";
import { FileForm } from "./file-form.tsx";
import styles from "./history-import.module.css";
import type { Imports } from "./use-imports.ts";

/** Where the leads of the time before are to come from: the CRM itself, or a file. */
export function ImportDialog({
  answer,
  rule,
  onClose,
}: {
  readonly answer: Imports;
  readonly rule: string;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [origin, setOrigin] = useState<"crm" | "file">(answer.hasCrm ? "crm" : "file");
  const name = answer.rules.find(({ id }) => id === rule)?.name ?? rule;
  return (
    <Dialog title={t("past.dialog", { rule: name })} onClose={onClose}>
      <div className={styles["form"]}>
        <p className={styles["quiet"]}>{t("past.explain")}</p>
        {answer.hasCrm && (
          <fieldset className={styles["choice"]}>
            <legend>{t("past.from")}</legend>
            {(["crm", "file"] as const).map((kind) => (
              <label key={kind}>
                <input
                  type="radio"
                  name="origin"
                  checked={origin === kind}
                  onChange={() => setOrigin(kind)}
                />
                {t(`past.origin.${kind}`)}
              </label>
            ))}
          </fieldset>
        )}
        {origin === "crm" ? (
          <CrmForm rule={rule} switchedOnAt={answer.switchedOnAt} onClose={onClose} />
        ) : (
          <FileForm rule={rule} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}
