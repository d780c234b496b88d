import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#web/text/i18n.ts";
import { decimal } from "#web/text/numbers.ts";
import { lengthOfTime } from "#web/time/words.ts";
import styles from "./conversion.module.css";
import type { Member } from "./manager-row.tsx";
import type { Preview } from "./use-settings.ts";

/** Everything about one manager that does not fit into his line. */
export function ManagerDetails({
  member,
  preview,
  isAdaptive,
}: {
  readonly member: Member;
  readonly preview: Preview | undefined;
  readonly isAdaptive: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const parts = preview?.because ?? member.because;
  return (
    <div className={styles["details"]}>
      <div className={styles["words"]}>
        <p>{member.phrase}.</p>
        <p>{member.comparisonSentence}</p>
        <p>{loadText(member, isAdaptive, t)}</p>
      </div>
      <div className={styles["words"]}>
        <p>{preview ? t("conversion.willMoveBecause") : member.moved.replace(/:.*$/s, ":")}</p>
        {parts.length === 0 ? (
          <p className={styles["quiet"]}>{t("conversion.nothingMoved")}</p>
        ) : (
          <ul data-testid="because">
            {parts.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      <Counts member={member} />
    </div>
  );
}

function loadText(
  { load, comfort, comfortIsWritten }: Member,
  isAdaptive: boolean,
  t: TFunction,
): string {
  const values = { load: Math.round(load), comfort: Math.round(comfort ?? 0) };
  if (comfort === null) return t("conversion.loadAlone", values);
  if (!comfortIsWritten) return t("conversion.loadAssumed", values);
  return t(isAdaptive ? "conversion.loadWritten" : "conversion.loadPassed", values);
}

function Counts({ member }: { readonly member: Member }): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { counts, matured, soldFor, begunWithinMs, reopened } = member;
  const shown: readonly (readonly [string, string])[] = [
    [t("conversion.count.open"), String(counts.open)],
    [t("conversion.count.lost"), String(counts.lost)],
    [t("conversion.count.missed"), String(counts.missed)],
    [t("conversion.count.junk"), String(counts.junk)],
    ...(matured === null
      ? []
      : [[t("conversion.count.matured"), decimal(matured, lang, 1)] as const]),
    ...(reopened === 0 ? [] : [[t("conversion.count.reopened"), String(reopened)] as const]),
    [t("conversion.count.soldFor"), soldFor === 0 ? "—" : decimal(soldFor, lang, 0)],
    [t("conversion.count.begun"), begunWithinMs === null ? "—" : lengthOfTime(begunWithinMs, lang)],
  ];
  return (
    <dl className={styles["counts"]}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
