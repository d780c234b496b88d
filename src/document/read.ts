/**
 * A configuration's text, read: YAML 1.2 (JSON is a part of it), where dates and times of day stay
 * text. What is wrong is told with line and column. Hostile text is refused, not run into.
 */
import { LineCounter, parseDocument, type YAMLError } from "yaml";
import { parseConfiguration } from "#core/configuration/parse.ts";
import type { Configuration, ConfigurationProblem } from "#core/configuration/types.ts";
import type { ConfigurationIssue } from "./issue.ts";
import { placeProblems, type ReadDocument } from "./place.ts";

export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | {
      readonly ok: false;
      readonly issues: readonly ConfigurationIssue[];
      /** What can be read of it, for a checker: null where its shape is wrong. */
      readonly configuration: Configuration | null;
    };

/** A thousand times what a large team writes; also what the API accepts. */
const TEXT_LETTERS_MAX = 2_000_000;
/** Aliases may be used, but ten that each stand for ten others may not. */
const ALIASES_MAX = 1_000;
/** One unclosed bracket can make every line after it look wrong. */
const SYNTAX_ISSUES_MAX = 20;

/** Reads and checks a whole configuration; issues come in the order of the text. */
export function readConfiguration(text: string): ReadConfiguration {
  if (text.length > TEXT_LETTERS_MAX) {
    return refused({
      message: "This text is too long for a configuration.",
      remedy: `Keep it below ${TEXT_LETTERS_MAX} letters.`,
    });
  }
  const source = parseText(text);
  if (source === null) return refused(tooDeep);
  const { errors, warnings } = source.document;
  if (errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) return refused(tooDeep);
  if (errors.length + warnings.length > 0) {
    const issues = issuesOfSyntax([...errors, ...warnings], source);
    return { ok: false, issues, configuration: null };
  }
  const raw = plainValueOf(source);
  if (!raw.ok) return refused(raw.reason);
  const parsed = parseConfiguration(raw.value);
  if (parsed.ok) return parsed;
  return { ...parsed, issues: placeProblems(source, parsed.problems) };
}

/** Problems found in a configuration after it was read, placed in the text that it was read from. */
export function issuesOf(
  text: string,
  problems: readonly ConfigurationProblem[],
): readonly ConfigurationIssue[] {
  const source = parseText(text);
  return source === null ? [] : placeProblems(source, problems);
}

/** Null where the nesting exhausts the stack. */
function parseText(text: string): ReadDocument | null {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: "core",
      version: "1.2",
    });
    return { document, lines };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Raw =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: Reason };

function plainValueOf({ document }: ReadDocument): Raw {
  try {
    return { ok: true, value: document.toJS({ mapAsMap: true, maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: tooDeep };
    // The library throws this for aliases only: unknown ones, and too many.
    if (!(error instanceof ReferenceError)) throw error;
    const remedy = "Define every anchor before it is used, and use aliases sparingly.";
    return { ok: false, reason: { message: `${error.message}.`, remedy } };
  }
}

interface Reason {
  readonly message: string;
  readonly remedy: string;
}

const tooDeep: Reason = {
  message: "This text nests too deeply for a configuration.",
  remedy: "Write it flatter.",
};

function refused(reason: Reason): ReadConfiguration {
  const issue = { line: null, column: null, path: "", code: "yaml", kind: "shape" as const };
  return { ok: false, issues: [{ ...issue, ...reason }], configuration: null };
}

/** One issue a place: what follows at the same letter is the parser's confusion, not another mistake. */
function issuesOfSyntax(
  errors: readonly YAMLError[],
  source: ReadDocument,
): readonly ConfigurationIssue[] {
  const offsets = new Set<number>();
  const first = errors.filter(({ pos: [offset] }) => {
    if (offsets.has(offset) || offsets.size === SYNTAX_ISSUES_MAX) return false;
    offsets.add(offset);
    return true;
  });
  return first.map((error) => issueOfSyntax(error, source));
}

function issueOfSyntax(error: YAMLError, { lines }: ReadDocument): ConfigurationIssue {
  const { line, col } = lines.linePos(error.pos[0]);
  const duplicate = error.code === "DUPLICATE_KEY";
  return {
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    path: "",
    code: duplicate ? "duplicate" : "yaml",
    kind: "shape",
    message: duplicate ? "This key stands twice in one map." : `${error.message}.`,
    remedy: remedies.get(error.code) ?? "Correct the YAML here.",
  };
}

const remedies = new Map<YAMLError["code"], string>([
  ["DUPLICATE_KEY", "Keep one of the two."],
  ["TAB_AS_INDENT", "Indent with spaces."],
  ["BAD_INDENT", "Align it with what it belongs to, and close every bracket."],
  ["BLOCK_AS_IMPLICIT_KEY", "Put text that contains a colon into quotes."],
  ["MISSING_CHAR", "Close what was opened before."],
  ["MULTIPLE_DOCS", "Keep one document a file."],
  ["TAG_RESOLVE_FAILED", "Remove the tag."],
]);
