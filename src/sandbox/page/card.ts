import type { Account, CrmEvent, Lead } from "#sandbox/state/account.ts";
import type { Tenant } from "#sandbox/state/world.ts";
import { boardLead, chipOf } from "./board.ts";
import { escapeHtml, framed, localeOf } from "./frame.ts";
import { type PageLanguage, pageTexts } from "./page-text.ts";

export interface CardAsked {
  readonly tenants: readonly Tenant[];
  /** As it stands in the address. */
  readonly id: string;
  readonly language: string | undefined;
}

/**
 * A lead's card, at the address that amoCRM gives it. Numbers of leads never coincide between
 * accounts, so the number alone finds it. @returns null where there is no such lead
 */
export function cardOf({ tenants, id, language }: CardAsked): string | null {
  const locale = localeOf(language);
  for (const { account } of tenants) {
    const lead = account.leads.get(Number(id));
    if (lead !== undefined && !lead.deleted) return card(account, lead, locale);
  }
  return null;
}

/** What stands at the address of a lead that is not there, or not any more. */
export function missingCard({ tenants, language }: Omit<CardAsked, "id">): string {
  const locale = localeOf(language);
  const text = pageTexts[locale];
  const main = `<div class="head"><h1>${text.missing}</h1></div>
<p>${text.missingNote}</p>`;
  return framed({
    locale,
    title: text.missing,
    navigation: navigation(
      tenants.map(({ account }) => account),
      locale,
    ),
    main,
  });
}

function navigation(accounts: readonly Account[], locale: PageLanguage): string {
  const links = accounts.map(
    ({ subdomain, name }) => `<a href="/?lang=${locale}#${subdomain}">${escapeHtml(name)}</a>`,
  );
  return `<nav aria-label="${pageTexts[locale].accounts}">${links.join("")}</nav>`;
}

function card(account: Account, lead: Lead, locale: PageLanguage): string {
  const text = pageTexts[locale];
  const name = lead.name === "" ? text.untitled : lead.name;
  const facts = factsOf(account, lead, locale).filter(([, value]) => value !== "");
  const main = `<div class="head"><div>
<h1>${escapeHtml(name)}</h1>
<p class="counts">${text.id} ${lead.id} · ${moment(lead.arrivedMs, { account, locale })}</p>
</div></div>
<dl class="card">
${facts.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${value}</dd>`).join("\n")}
</dl>
<h2>${text.history}</h2>
${historyTable(account, lead, locale)}`;
  return framed({ locale, title: name, navigation: navigation([account], locale), main });
}

/** Names and values as HTML; what the lead has not is empty. */
function factsOf(
  account: Account,
  lead: Lead,
  locale: PageLanguage,
): readonly (readonly [string, string])[] {
  const text = pageTexts[locale];
  const { stage, stageColor, pipeline, source } = boardLead(account, lead);
  const dot = `<span class="dot" style="--stage:${stageColor}"></span>`;
  const contacts = lead.contacts.map((id) => account.contacts.get(id)?.name ?? "");
  const fields = [...lead.fields].map(([id, values]) => {
    const field = account.fields.get(id)?.name ?? String(id);
    return [field, escapeHtml(values.map(({ value }) => String(value)).join(", "))] as const;
  });
  return [
    [text.responsible, person(account, lead.responsibleUserId, text.none)],
    [text.stage, dot + escapeHtml(stage)],
    [text.pipeline, escapeHtml(pipeline)],
    [text.source, escapeHtml(source)],
    [text.price, lead.price > 0 ? new Intl.NumberFormat(locale).format(lead.price) : ""],
    [text.contact, escapeHtml(contacts.filter(Boolean).join(", "))],
    [text.tags, escapeHtml(lead.tags.map((tag) => tag.name).join(", "))],
    ...fields,
  ];
}

function historyTable(account: Account, lead: Lead, locale: PageLanguage): string {
  const text = pageTexts[locale];
  const changes = account.events.filter(
    ({ entityId, entityType, type }) =>
      entityId === lead.id && entityType === "lead" && type === "entity_responsible_changed",
  );
  const [first] = changes;
  const initially = first ? userIn(first.valueBefore) : lead.responsibleUserId;
  const rows = [
    { at: lead.arrivedMs, owner: initially, by: "" },
    ...changes.map((change) => ({
      at: change.createdAt * 1_000,
      owner: userIn(change.valueAfter),
      by: person(account, change.createdBy, text.robot),
    })),
  ].map(
    ({ at, owner, by }) =>
      `<tr><td>${moment(at, { account, locale })}</td><td>${person(account, owner, text.none)}</td><td>${by}</td></tr>`,
  );
  const headings = [text.when, text.responsible, text.given];
  return `<table class="history">
<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr></thead>
<tbody>${rows.join("")}</tbody>
</table>`;
}

function userIn([value]: CrmEvent["valueAfter"]): number {
  const { responsible_user: user } = (value ?? {}) as { responsible_user?: { id: number } };
  return user?.id ?? 0;
}

function person(account: Account, id: number, nobody: string): string {
  const user = account.users.get(id);
  if (user === undefined) return `<span class="owner">${nobody}</span>`;
  const { name, initials, place } = chipOf(account, user);
  const hue = (place * 137.5 + 190) % 360;
  return `<span class="owner"><span class="chip" aria-hidden="true" style="--hue:${hue}">${escapeHtml(initials)}</span>${escapeHtml(name)}</span>`;
}

/** By the account's own clock. */
function moment(
  ms: number,
  { account, locale }: { readonly account: Account; readonly locale: PageLanguage },
): string {
  const style = { dateStyle: "medium", timeStyle: "medium", timeZone: account.timezone } as const;
  const words = new Intl.DateTimeFormat(locale, style).format(ms);
  return `<time datetime="${new Date(ms).toISOString()}">${words}</time>`;
}
