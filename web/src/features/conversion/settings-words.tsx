import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#web/text/i18n.ts";
import { decimal, percent } from "#web/text/numbers.ts";
import { shortDate } from "#web/time/words.ts";
import styles from "./conversion.module.css";
import type { Settings } from "./settings-form.ts";

/** What is set, in a line. */
export function SettingsWords({
  settings,
  isAdaptive,
}: {
  readonly settings: Settings;
  readonly isAdaptive: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { floor, ceiling, since, halfLifeDays, perSource, loadCurve } = settings;
  const words = [
    t("conversion.words.floor", { floor: percent(floor, lang) }),
    isAdaptive && t("conversion.words.ceiling", { ceiling: decimal(ceiling, lang) }),
    since === null
      ? t("conversion.words.always")
      : t("conversion.words.since", { date: dateText(since, lang) }),
    isAdaptive && halfLifeDays !== null && t("conversion.words.halfLife", { count: halfLifeDays }),
    isAdaptive && t(perSource ? "conversion.words.perSource" : "conversion.words.allSources"),
    isAdaptive && t(loadCurve ? "conversion.words.load" : "conversion.words.noLoad"),
  ].filter((word): word is string => typeof word === "string");
  return <p className={styles["note"]}>{words.join(" · ")}</p>;
}

function dateText(date: string, lang: string): string {
  const year = date.slice(0, 4);
  return `${shortDate(Date.parse(`${date}T12:00:00Z`), { timeZone: "UTC", lang })} ${year}`;
}
