/** Users' regular expressions. RE2 matches in linear time: no pattern can stop the service. */
import { RE2JS, RE2JSException } from "re2js";

/** A test that finds the pattern anywhere in a text. The pattern must have passed `patternError`. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.matcher(text).find();
}

/** What is wrong with a pattern, in RE2's words; null where nothing is. */
export function patternError(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}
