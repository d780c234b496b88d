import { Button, NativeSelect } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./history-import.module.css";
import { useStartImport } from "./use-imports.ts";

const months = [3, 6, 12, 24] as const;
const MONTH_MS = 30.4375 * 86_400_000;

/** The CRM's own past: how far back. What came after the account was switched on is known anyway. */
export function CrmForm({
  rule,
  switchedOnAt,
  onClose,
}: {
  readonly rule: string;
  readonly switchedOnAt: number | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [back, setBack] = useState<number>(12);
  const start = useStartImport(onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const to = switchedOnAt ?? Date.now();
    start.mutate({ origin: "crm", rule, from: Math.round(to - back * MONTH_MS), to });
  };
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <NativeSelect
        label={t("past.back")}
        data={months.map((count) => ({
          value: String(count),
          label: t("past.months", { count }),
        }))}
        value={String(back)}
        onChange={(event) => setBack(Number(event.currentTarget.value))}
      />
      <p className={styles["quiet"]}>{t("past.crmHint")}</p>
      {start.error && <ProblemNotice error={start.error} />}
      <div className={styles["actions"]}>
        <Button type="submit" loading={start.isPending}>
          {t("past.start")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
