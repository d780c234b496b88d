/** Where two values of JSON first differ. */
export interface Difference {
  /** Keys and places from the root, such as `members.2.verdict`. */
  readonly path: string;
  /** Both as JSON; undefined: there is nothing at that place. */
  readonly one: string | undefined;
  readonly other: string | undefined;
}

/** Null where both say the same. The order of keys does not count, nor whether a key without a value is written. */
export function firstDifference(one: unknown, other: unknown, path = ""): Difference | null {
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
    if (one === other) return null;
    return { path, one: JSON.stringify(one), other: JSON.stringify(other) };
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const place = path === "" ? key : `${path}.${key}`;
    const found = firstDifference(own(one, key), own(other, key), place);
    if (found !== null) return found;
  }
  return null;
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null;
}

function own(branch: Branch, key: string): unknown {
  return Object.hasOwn(branch, key) ? branch[key] : undefined;
}
