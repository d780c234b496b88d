/**
 * PHP's `http_build_query` with RFC 1738 escapes, the form in which amoCRM sends every webhook:
 * order of keys kept, nulls left out, booleans as 1 and 0, brackets and all but `-_.` escaped.
 */
export type FormValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly FormValue[]
  | { readonly [key: string]: FormValue };

export function httpBuildQuery(value: { readonly [key: string]: FormValue }): string {
  const pairs: string[] = [];
  for (const [key, part] of Object.entries(value)) addPairs(pairs, escapeForm(key), part);
  return pairs.join("&");
}

function addPairs(pairs: string[], path: string, value: FormValue): void {
  if (value === null || value === undefined) return;
  if (typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      addPairs(pairs, `${path}%5B${escapeForm(key)}%5D`, part as FormValue);
    }
    return;
  }
  pairs.push(`${path}=${escapeForm(textOf(value))}`);
}

function textOf(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return String(value);
}

/** A lone surrogate, which UTF-8 cannot carry, becomes the replacement character. */
function escapeForm(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll("%20", "+")
    .replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
