import { readFileSync } from "node:fs";
import { type PageLanguage, pageTexts } from "./page-text.ts";

const style = readFileSync(new URL("./page.css", import.meta.url), "utf8");
const script = readFileSync(new URL("./page-script.js", import.meta.url), "utf8");

/** The sandbox as one sees it in a browser: a small CRM whose leads move by themselves. */
export function pageOf(
  accounts: readonly { readonly subdomain: string; readonly name: string }[],
  language: string | undefined,
): string {
  const locale: PageLanguage = language === "en" ? "en" : "ru";
  const text = pageTexts[locale];
  const tabs = accounts.map(
    ({ subdomain, name }) =>
      `<a href="#${subdomain}" data-account="${subdomain}">${escapeHtml(name)}</a>`,
  );
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<span class="mark">${text.title}</span>
<nav id="tabs" aria-label="${text.accounts}">${tabs.join("")}</nav>
<a class="language" href="?lang=${locale === "ru" ? "en" : "ru"}">${text.otherLanguage}</a>
</header>
<main>
<div class="head">
<div><h1 id="name"></h1><p class="counts" id="counts"></p></div>
<div class="buttons">
<button class="main" id="form">${text.newForm}</button>
<button id="call">${text.newCall}</button>
<button id="traffic">${text.resume}</button>
</div>
</div>
<table>
<thead><tr>${headings(text)}</tr></thead>
<tbody id="rows"></tbody>
</table>
<p class="note" id="empty" hidden>${text.empty}</p>
<p class="note" id="lost" role="status" hidden>${text.lost}</p>
</main>
<script type="application/json" id="settings">${JSON.stringify({ text, locale })}</script>
<script type="module">${script}</script>
</body>
</html>`;
}

const columns = ["id", "name", "stage", "source", "price", "responsible", "arrived"] as const;

function headings(text: Readonly<Record<(typeof columns)[number], string>>): string {
  return columns.map((key) => `<th scope="col" class="${key}">${text[key]}</th>`).join("");
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
