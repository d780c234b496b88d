import { compile, type Program } from "#core/program.ts";
import { unsupported } from "#core/unsupported.ts";
import { formatIssue } from "#document/issue.ts";
import { readConfiguration } from "#document/read.ts";
import { readText } from "./read-text.ts";
import { Refusal } from "./refusal.ts";

/**
 * A configuration file, ready to decide by.
 *
 * @throws Refusal naming every place that is wrong or not available in this version
 */
export async function readProgram(path: string, seed: number): Promise<Program> {
  const reading = readConfiguration(await readText(path));
  if (!reading.ok) {
    throw new Refusal(reading.issues.map((issue) => formatIssue(issue, path)).join("\n"));
  }
  const missing = unsupported(reading.configuration);
  if (missing.length > 0) {
    throw new Refusal(
      missing
        .map(
          (problem) => `${path}: ${problem.path.join(".")}: ${problem.message} ${problem.remedy}`,
        )
        .join("\n"),
    );
  }
  return compile(reading.configuration, { seed });
}
