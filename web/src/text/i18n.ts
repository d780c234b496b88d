import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import en from "./en.json" with { type: "json" };
import ru from "./ru.json" with { type: "json" };

declare module "i18next" {
  interface CustomTypeOptions {
    // Russian has every plural form, so it is the one that keys are typed by.
    resources: { translation: typeof ru };
    returnNull: false;
  }
}

export type Language = "ru" | "en";
const storageKey = "smena.language";

/** Starts the texts in the language chosen last on this device, else in the browser's. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    resources: { ru: { translation: ru }, en: { translation: en } },
    lng: chosen() ?? languageOf(navigator.language),
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
}

/** Keeps the choice on this device and shows it at once. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  void i18next.changeLanguage(language);
}

/** Follows the user's own setting where this device has no choice of its own. */
export function followLanguage(language: Language): void {
  if (chosen() === null) void i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language);
}

export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("ru") ? "ru" : "en";
}

function chosen(): Language | null {
  const kept = localStorage.getItem(storageKey);
  return kept === "ru" || kept === "en" ? kept : null;
}
