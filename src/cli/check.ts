import { check } from "#core/check/check.ts";
import type { Finding } from "#core/check/finding.ts";
import type { Configuration } from "#core/configuration/types.ts";
import type { Language } from "#core/explain/language.ts";
import { parseInstant } from "#core/time.ts";
import { unsupported } from "#core/unsupported.ts";
import { type ConfigurationIssue, formatIssue } from "#document/issue.ts";
import { issuesOf, readConfiguration } from "#document/read.ts";
import { readText } from "./read-text.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface CheckOptions {
  readonly config: string;
  readonly format: "text" | "json";
  /** From when the coming year is looked at; now where it is absent. */
  readonly at?: string;
  readonly lang: Language;
}

/**
 * Looks for what a configuration is likely not to mean. Errors come first, in the order of the file.
 *
 * @returns 1 where a finding is an error, otherwise 0
 * @throws Refusal where the file cannot be read or has a wrong shape
 */
export async function runCheck(
  options: CheckOptions,
  { stdout }: Pick<Terminal, "stdout">,
): Promise<number> {
  const { config, lang } = options;
  const at = momentOf(options.at);
  const text = await readText(config);
  const reading = readConfiguration(text);
  const { configuration } = reading;
  const misread = reading.ok ? [] : reading.issues;
  if (configuration === null) {
    throw new Refusal(misread.map((issue) => formatIssue(issue, config)).join("\n"));
  }
  const issues = [...misread, ...issuesOf(text, unsupported(configuration))];
  const findings = [
    ...issues.map((issue) => errorOf(issue, configuration)),
    ...check(configuration, { at, language: lang }),
  ];
  stdout.write(options.format === "json" ? asJson(findings) : asText(findings, config));
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

function momentOf(text: string | undefined): number {
  const at = text === undefined ? Date.now() : parseInstant(text);
  if (at !== null) return at;
  throw new Refusal(`--at ${text} is no moment. Give its offset too: 2026-03-02T09:05:00+07:00.`);
}

function errorOf(issue: ConfigurationIssue, { rules }: Configuration): Finding {
  const [, index] = /^rules\.(\d+)/.exec(issue.path) ?? [];
  const place = issue.line === null ? "" : `Line ${issue.line}, column ${issue.column}: `;
  return {
    severity: "error",
    code: issue.code,
    rule: index === undefined ? null : (rules[Number(index)]?.id ?? null),
    from: null,
    to: null,
    example: null,
    message: `${place}${issue.message} ${issue.remedy}`,
  };
}

function asJson(findings: readonly Finding[]): string {
  if (findings.length === 0) return "[]\n";
  return `[\n${findings.map((finding) => JSON.stringify(finding)).join(",\n")}\n]\n`;
}

function asText(findings: readonly Finding[], path: string): string {
  if (findings.length === 0) return `${path}: nothing found.\n`;
  const lines = findings.map(({ severity, code, message, example }) => {
    const shown = example === null ? "" : ` Example: ${JSON.stringify(example)}`;
    return `${path}: ${severity} ${code}: ${message}${shown}\n`;
  });
  return lines.join("");
}
