/**
 * Which addresses a CRM account may have. The service sends its token there and shows what comes
 * back, so an address that anybody may type must not lead into the network it runs in.
 */

export type CheckedAddress =
  | { readonly kind: "accepted"; readonly address: string }
  | { readonly kind: "refused"; readonly message: string };

const account = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.(?:amocrm\.ru|amocrm\.com|kommo\.com)$/;
const local = /^(?:127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)*localhost)$/;

/**
 * Accepts `https://SUB.amocrm.ru`, `.amocrm.com` and `.kommo.com`, also without the scheme or with
 * the path of a page behind it; and plain `http` on this machine only, for the sandbox. Answers the
 * origin without a trailing slash.
 */
export function checkAddress(typed: string): CheckedAddress {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null) return refused(typed, "is not an address");
  if (url.username !== "" || url.password !== "") return refused(typed, "holds a user name");
  if (url.protocol === "http:" && local.test(url.hostname)) return accepted(url);
  if (url.protocol !== "https:") return refused(typed, "does not begin with https://");
  if (url.port !== "") return refused(typed, "names a port");
  if (!account.test(url.hostname) || url.hostname.startsWith("www.")) {
    return refused(typed, "is not the address of an amoCRM or Kommo account");
  }
  return accepted(url);
}

const accepted = ({ origin }: URL): CheckedAddress => ({ kind: "accepted", address: origin });

const refused = (typed: string, what: string): CheckedAddress => ({
  kind: "refused",
  message:
    `«${typed.slice(0, 100)}» ${what}. Enter the address that you see in the CRM, ` +
    "such as https://example.amocrm.ru or https://example.kommo.com.",
});
