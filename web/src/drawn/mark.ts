/** How one manager is told from another everywhere: a colour, a shape and initials, from his key alone. */

export type Shape = "circle" | "square" | "hexagon";

export interface Mark {
  /** Index of `--manager-N` in look.css, 0 to 9. */
  readonly colour: number;
  readonly shape: Shape;
}

const shapes: readonly Shape[] = ["circle", "square", "hexagon"];
export const colours = 10;

/**
 * The mark of a manager's key. It depends on nothing else, so it survives renames of others, new
 * colleagues and every screen; two people may share a colour, hence the shape and the initials.
 */
export function markOf(manager: string): Mark {
  const slot = hash(manager) % (colours * shapes.length);
  return {
    colour: slot % colours,
    shape: shapes[Math.floor(slot / colours)] ?? "circle",
  };
}

/** Up to two letters: of the first two words of a name, or the first two of a single one. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const letters =
    words.length > 1
      ? words.slice(0, 2).map((word) => [...word][0])
      : [...(words[0] ?? "?")].slice(0, 2);
  const [first = "?", second = ""] = letters;
  return words.length > 1 ? `${first}${second}`.toUpperCase() : `${first.toUpperCase()}${second}`;
}

// The seed under which the marks of the demo's fourteen colleagues are all different.
const seed = 6;

// FNV-1a with a final mix: short names that differ in one letter must not land side by side.
function hash(text: string): number {
  let h = seed;
  for (const character of text) {
    h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
