import { compile, type Program } from "#core/program.ts";
import { unsupported } from "#core/unsupported.ts";
import { formatIssue } from "#document/issue.ts";
import { issuesOf, readConfiguration } from "#document/read.ts";
import { readText } from "./read-text.ts";
import { Refusal } from "./refusal.ts";

/**
 * A configuration file, ready to decide by.
 *
 * @throws Refusal naming every place that is wrong or not available in this version
 */
export async function readProgram(path: string, seed: number): Promise<Program> {
  const text = await readText(path);
  const reading = readConfiguration(text);
  const issues = reading.ok ? issuesOf(text, unsupported(reading.configuration)) : reading.issues;
  if (!reading.ok || issues.length > 0) {
    throw new Refusal(issues.map((issue) => formatIssue(issue, path)).join("\n"));
  }
  return compile(reading.configuration, { seed });
}
