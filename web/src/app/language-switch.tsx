import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, useLanguage } from "#web/text/i18n.ts";
import styles from "./shell.module.css";

/** RU | EN. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation();
  const current = useLanguage();
  return (
    <fieldset className={styles["languages"]}>
      <legend>{t("shell.language")}</legend>
      {(["ru", "en"] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => chooseLanguage(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
