/** PHP's `http_build_query` (RFC 1738), as amoCRM sends it: the reverse of our decoder. */
export function phpForm(tree: object): string {
  return pairsOf(tree, "")
    .map(([key, text]) => `${escapeText(key)}=${escapeText(text)}`)
    .join("&");
}

function pairsOf(tree: object, path: string): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, node]) => {
    const inner = path === "" ? key : `${path}[${key}]`;
    if (typeof node === "object" && node !== null) return pairsOf(node, inner);
    return [[inner, String(node)] as const];
  });
}

const escapeText = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
