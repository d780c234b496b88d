const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

interface Signs {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  /** Public address of the service, for proxies that rewrite `Host`; null where none is set. */
  readonly publicUrl: string | null;
}

/**
 * Whether another site's page made this request with our cookie. Browsers say so themselves:
 * `Sec-Fetch-Site` first, `Origin` in older ones. A request with neither comes from a program,
 * which has no cookie of ours that it was not given. Together with `SameSite=Lax` and JSON bodies
 * this is the whole defence, and needs no token in any form.
 */
export function isCrossSite({ method, header, publicUrl }: Signs): boolean {
  if (safeMethods.has(method)) return false;
  const site = header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = header("origin");
  if (origin === undefined) return false;
  const ours = [header("host"), publicUrl && hostOf(publicUrl)];
  return !ours.includes(hostOf(origin) ?? "");
}

function hostOf(address: string): string | null {
  return URL.parse(address)?.host || null;
}
