import { readFileSync } from "node:fs";
import { type PageLanguage, pageTexts } from "./page-text.ts";

const style = readFileSync(new URL("./page.css", import.meta.url), "utf8");

export interface Framed {
  readonly locale: PageLanguage;
  /** Of the page within the sandbox; left out on its first page. */
  readonly title?: string;
  /** HTML between the mark and the other language. */
  readonly navigation: string;
  readonly main: string;
  /** HTML behind the page: its script, if it has one. */
  readonly end?: string;
}

/** What every page of the sandbox has: its look, its name, and the way to the other language. */
export function framed({ locale, title, navigation, main, end = "" }: Framed): string {
  const text = pageTexts[locale];
  const whole = title === undefined ? text.title : `${title} · ${text.title}`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(whole)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<span class="mark">${text.title}</span>
${navigation}
<a class="language" href="?lang=${locale === "ru" ? "en" : "ru"}">${text.otherLanguage}</a>
</header>
<main>
${main}
</main>
${end}
</body>
</html>`;
}

export function localeOf(language: string | undefined): PageLanguage {
  return language === "en" ? "en" : "ru";
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
