import { Button } from "@mantine/core";
import { type ChangeEvent, type DragEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "#web/ui/loaded.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { decoded } from "./decoded.ts";
import styles from "./history-import.module.css";
import { TrialView } from "./trial-view.tsx";
import { type File as HistoryFile, useStartImport, useTrial } from "./use-imports.ts";

interface Chosen extends HistoryFile {
  readonly name: string;
  /** Of this choice and no other. */
  readonly pick: string;
}

/** As much as the service takes. */
const LETTERS_MAX = 20_000_000;

/** A file: chosen or dropped, tried at once, imported when what it says is right. */
export function FileForm({
  rule,
  onClose,
}: {
  readonly rule: string;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const isTooLarge = chosen !== null && chosen.text.length > LETTERS_MAX;
  const file = chosen === null || isTooLarge ? null : fileOf(chosen);
  const trial = useTrial(file, chosen?.pick ?? "");
  const start = useStartImport(onClose);
  const read = async (picked: File | undefined): Promise<void> => {
    if (picked === undefined) return;
    const text = decoded(await picked.arrayBuffer());
    setChosen({ rule, name: picked.name, pick: `${picked.lastModified} ${Date.now()}`, text });
  };
  const total = trial.data?.total ?? 0;
  return (
    <div className={styles["form"]}>
      <Drop name={chosen?.name ?? null} onPick={(picked) => void read(picked)} />
      {isTooLarge && <p className={styles["wrong"]}>{t("past.tooLarge")}</p>}
      {chosen !== null && file !== null && (
        <Loaded query={trial} skeleton={<SkeletonRows rows={4} />}>
          {(found) => (
            <TrialView
              trial={found}
              onColumn={(column, heading) =>
                setChosen({ ...chosen, columns: { ...chosen.columns, [column]: heading } })
              }
              onWord={(word, outcome) =>
                setChosen({ ...chosen, outcomes: { ...chosen.outcomes, [word]: outcome } })
              }
            />
          )}
        </Loaded>
      )}
      {start.error && <ProblemNotice error={start.error} />}
      <div className={styles["actions"]}>
        <Button
          disabled={file === null || total === 0 || trial.isFetching}
          loading={start.isPending}
          onClick={() => file !== null && start.mutate({ origin: "file", ...file })}
        >
          {t("past.startFile", { count: total })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </div>
  );
}

function fileOf({ name: _name, pick: _pick, ...file }: Chosen): HistoryFile {
  return file;
}

function Drop({
  name,
  onPick,
}: {
  readonly name: string | null;
  readonly onPick: (file: File | undefined) => void;
}): ReactNode {
  const { t } = useTranslation();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    onPick(event.dataTransfer.files[0]);
  };
  const pick = (event: ChangeEvent<HTMLInputElement>): void => {
    onPick(event.currentTarget.files?.[0]);
    // The same file, mended meanwhile, is to be a choice again.
    event.currentTarget.value = "";
  };
  return (
    <label className={styles["drop"]} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <strong>{name ?? t("past.pick")}</strong>
      <span>{t(name === null ? "past.pickHint" : "past.pickAnother")}</span>
      <input type="file" accept=".csv,.txt,text/csv" onChange={pick} />
    </label>
  );
}
