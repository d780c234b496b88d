import { readFileSync } from "node:fs";
import { escapeHtml, framed, localeOf } from "./frame.ts";
import { pageTexts } from "./page-text.ts";

const script = readFileSync(new URL("./page-script.js", import.meta.url), "utf8");

/** The sandbox as one sees it in a browser: a small CRM whose leads move by themselves. */
export function pageOf(
  accounts: readonly { readonly subdomain: string; readonly name: string }[],
  language: string | undefined,
): string {
  const locale = localeOf(language);
  const text = pageTexts[locale];
  const tabs = accounts.map(
    ({ subdomain, name }) =>
      `<a href="#${subdomain}" data-account="${subdomain}">${escapeHtml(name)}</a>`,
  );
  return framed({
    locale,
    navigation: `<nav id="tabs" aria-label="${text.accounts}">${tabs.join("")}</nav>`,
    main: `<div class="head">
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
<p class="note" id="lost" role="status" hidden>${text.lost}</p>`,
    end: `<script type="application/json" id="settings">${JSON.stringify({ text, locale })}</script>
<script type="module">${script}</script>`,
  });
}

const columns = ["id", "name", "stage", "source", "price", "responsible", "arrived"] as const;

function headings(text: Readonly<Record<(typeof columns)[number], string>>): string {
  return columns.map((key) => `<th scope="col" class="${key}">${text[key]}</th>`).join("");
}
