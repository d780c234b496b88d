import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./history-import.module.css";
import type { Trial } from "./use-imports.ts";

export type Column = keyof Trial["columns"];
export type Outcome = NonNullable<Trial["words"][number]["outcome"]>;

const columns = [
  "lead",
  "manager",
  "received",
  "outcome",
  "closed",
  "price",
  "source",
] as const satisfies readonly Column[];
const needed: readonly Column[] = ["lead", "manager", "received", "outcome"];
const outcomes = ["won", "lost", "junk", "open"] as const satisfies readonly Outcome[];

/** How the file's columns and words were understood, each to be changed. Open where something is unclear. */
export function TrialMapping({
  trial,
  onColumn,
  onWord,
}: {
  readonly trial: Trial;
  readonly onColumn: (column: Column, heading: string) => void;
  readonly onWord: (word: string, outcome: Outcome) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { header, columns: found, words, wordsTotal } = trial;
  if (header.length === 0) return null;
  // Of two columns of one name the first is read, and one without a name cannot be chosen.
  const headings = [...new Set(header)].filter((heading) => heading !== "");
  const isUnclear =
    needed.some((column) => found[column] === undefined) ||
    words.some(({ outcome }) => outcome === null);
  return (
    <details className={styles["mapping"]} open={isUnclear}>
      <summary>{t("past.mapping")}</summary>
      <div className={styles["fields"]}>
        {columns.map((column) => (
          <NativeSelect
            key={column}
            label={t(`past.column.${column}`)}
            error={needed.includes(column) && found[column] === undefined}
            data={[
              { value: "", label: t("past.noColumn") },
              ...headings.map((heading) => ({ value: heading, label: heading })),
            ]}
            value={found[column] ?? ""}
            onChange={(event) => onColumn(column, event.currentTarget.value)}
          />
        ))}
      </div>
      {words.length > 0 && (
        <div className={styles["fields"]}>
          {words.map(({ word, leads, outcome }) => (
            <NativeSelect
              key={word}
              label={t("past.word", { word: word === "" ? "—" : word, count: leads })}
              error={outcome === null}
              data={[
                ...(outcome === null ? [{ value: "", label: t("past.unknownWord") }] : []),
                ...outcomes.map((one) => ({ value: one, label: t(`past.outcome.${one}`) })),
              ]}
              value={outcome ?? ""}
              onChange={(event) => onWord(word, event.currentTarget.value as Outcome)}
            />
          ))}
        </div>
      )}
      {wordsTotal > words.length && (
        <p className={styles["quiet"]}>
          {t("past.moreWords", { count: wordsTotal - words.length })}
        </p>
      )}
    </details>
  );
}
