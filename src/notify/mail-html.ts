import type { Message } from "./port.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? "");

/** A message as a page that every mail program shows: no pictures, no styles from elsewhere. */
export function mailHtml({ title, text, link }: Pick<Message, "title" | "text" | "link">): string {
  const lines = text.split("\n").map((line) => `<p style="margin:0 0 12px">${escaped(line)}</p>`);
  const button =
    link === null
      ? ""
      : `<p style="margin:24px 0"><a href="${escaped(link.url)}" style="background:#0f766e;` +
        `color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none">` +
        `${escaped(link.label)}</a></p>`;
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title)}</title></head>` +
    `<body style="font:16px/1.5 sans-serif;color:#1c1917;margin:24px">${lines.join("")}${button}` +
    `</body></html>`
  );
}

/** The same in plain text. */
export function mailText({ text, link }: Pick<Message, "text" | "link">): string {
  return link === null ? `${text}\n` : `${text}\n\n${link.label}: ${link.url}\n`;
}
