/**
 * Reads the bodies of amoCRM's webhooks: PHP's `http_build_query`, percent-encoded, nested by
 * brackets (`leads[add][0][id]=1`). Written by hand because the usual parsers mangle these bodies:
 * they stop at five levels or a thousand parameters, and turn ids used as keys into sparse arrays.
 *
 * Nothing here throws and nothing is trusted. A tree consists of maps without a prototype, so that
 * no key can reach one; lists are maps with the keys "0", "1", …. Where a path holds both a text and
 * a map (`note[type]=3&note[type][id]=7`, seen in chat notes), the map stays: it says more.
 */

export type FormNode = string | FormMap;
export interface FormMap {
  [key: string]: FormNode;
}

const bodyLengthMax = 1_048_576;
const pairsMax = 20_000;
const levelsMax = 20;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Decodes a body; one longer than 1 MB, and pairs after the 20,000th, are left out. */
export function decodeForm(body: string): FormMap {
  const root = emptyMap();
  if (body.length > bodyLengthMax) return root;
  const appended = new Map<FormMap, number>();
  for (const pair of body.split("&", pairsMax)) {
    const equals = pair.indexOf("=");
    const path = pathOf(unescapeText(equals < 0 ? pair : pair.slice(0, equals)));
    if (path)
      place({ root, appended }, path, equals < 0 ? "" : unescapeText(pair.slice(equals + 1)));
  }
  return root;
}

/** The map under `key`, or null where there is none or a text. */
export function mapAt(map: FormMap | null, key: string): FormMap | null {
  const node = map?.[key];
  return typeof node === "object" ? node : null;
}

/** The text under `key`; null where there is none, an empty one or a map. */
export function textAt(map: FormMap | null, key: string): string | null {
  const node = map?.[key];
  return typeof node === "string" && node !== "" ? node : null;
}

const emptyMap = (): FormMap => Object.create(null) as FormMap;

/** Broken escapes stay as they are; bytes that are no UTF-8 become U+FFFD. */
function unescapeText(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
    );
}

/** `a[b][]` → ["a", "b", ""]; null for a key that is malformed, too deep or forbidden. */
function pathOf(key: string): readonly string[] | null {
  const open = key.indexOf("[");
  if (open >= 0 && !key.endsWith("]")) return null;
  const path = open < 0 ? [key] : [key.slice(0, open), ...key.slice(open + 1, -1).split("][")];
  const sound = path.every((part) => !/[[\]]/.test(part) && !forbiddenKeys.has(part));
  return sound && path[0] !== "" && path.length <= levelsMax ? path : null;
}

interface Placing {
  readonly root: FormMap;
  /** How often `[]` has appended to a map: its next index is looked for from there. */
  readonly appended: Map<FormMap, number>;
}

function place({ root, appended }: Placing, path: readonly string[], value: string): void {
  let map = root;
  for (const [level, part] of path.entries()) {
    const key = part === "" ? nextIndex(map, appended) : part;
    const there = map[key];
    if (level === path.length - 1) {
      if (typeof there !== "object") map[key] = value;
      return;
    }
    const inner = typeof there === "object" ? there : emptyMap();
    map[key] = inner;
    map = inner;
  }
}

function nextIndex(map: FormMap, appended: Map<FormMap, number>): string {
  let index = appended.get(map) ?? 0;
  while (String(index) in map) index += 1;
  appended.set(map, index);
  return String(index);
}
