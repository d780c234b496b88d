/** Something wrong in a configuration's text, where a person can find it. */

export interface ConfigurationIssue {
  /** Counted from 1; null where no place in the text is to blame. */
  readonly line: number | null;
  readonly column: number | null;
  /** Keys and indices from the root, dotted; empty for the whole document. */
  readonly path: string;
  readonly code: string;
  /** `shape`: it cannot be understood; `meaning`: it can, and what it says cannot be done. */
  readonly kind: "shape" | "meaning";
  readonly message: string;
  readonly remedy: string;
}

/** `file:line:column: message remedy`, the form in which editors and terminals link to the place. */
export function formatIssue(issue: ConfigurationIssue, fileName: string): string {
  const place = [fileName, issue.line, issue.column].filter((part) => part !== null).join(":");
  return `${place}: ${issue.message} ${issue.remedy}`;
}
