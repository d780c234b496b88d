/**
 * A few texts in which a regular expression is found. Built from the expression's own letters and
 * then tried with RE2 itself, so that no sample is wrong; where the expression is too unusual to be
 * read here there is none, and whoever asks must do without.
 */
import { compilePattern } from "#core/matching/regular-expression.ts";

const SAMPLES_MAX = 8;
/** Tried where a class of letters is asked for. */
const letters = [..."aA0я1 -_.@+/Яz9"];

/** At most eight texts, shortest first; none is a claim that there is no such text. */
export function samplesOf(pattern: string): readonly string[] {
  const found = compilePattern(pattern);
  const reader = new PatternReader(pattern);
  const texts = reader.alternatives();
  return [...new Set(texts)].filter(found).sort((one, other) => one.length - other.length);
}

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  alternatives(): readonly string[] {
    const texts = [...this.#sequence()];
    while (this.#take(/\|/y) !== null) texts.push(...this.#sequence());
    return texts.slice(0, SAMPLES_MAX);
  }

  #sequence(): readonly string[] {
    let texts: readonly string[] = [""];
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at] ?? "")) {
      texts = joined(texts, this.#repeated(this.#piece()));
    }
    return texts;
  }

  /** One letter, class, group or anchor: what it can stand for. */
  #piece(): readonly string[] {
    if (this.#take(/\((\?P?<\w+>|\?[a-zA-Z-]*:)?(?!\?)/y) !== null) {
      const texts = this.alternatives();
      this.#take(/\)/y);
      return texts;
    }
    // Flags, anchors and edges of words stand for nothing themselves.
    if (this.#take(/\(\?[a-zA-Z-]*\)|[\^$]|\\[bBAz]/y) !== null) return [""];
    const characters = this.#take(
      /\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]])*\]|\\[pP](?:\{[^}]*\}|\w)|\\[dDwWsS]|\./y,
    );
    if (characters !== null) return oneOf(characters);
    const escaped = this.#take(/\\[\s\S]/y);
    return [escaped === null ? (this.#take(/[\s\S]/y) ?? "") : escaped.slice(1)];
  }

  #repeated(texts: readonly string[]): readonly string[] {
    const quantifier = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y) ?? "";
    if (quantifier.startsWith("*") || quantifier.startsWith("?")) return ["", ...texts];
    const times = Number(/^\{(\d+)/.exec(quantifier)?.[1] ?? 1);
    return texts.map((text) => text.repeat(times));
  }

  /** What `expression` (sticky) finds here, and goes on behind it. */
  #take(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const [text] = expression.exec(this.#pattern) ?? [];
    if (text === undefined) return null;
    this.#at += text.length;
    return text;
  }
}

function joined(heads: readonly string[], tails: readonly string[]): readonly string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail)).slice(0, SAMPLES_MAX);
}

function oneOf(characters: string): readonly string[] {
  const found = compilePattern(`^${characters}$`);
  return [...letters, ...characters].filter(found).slice(0, 1);
}
