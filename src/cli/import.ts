import { createInterface } from "node:readline/promises";
import type { ConfigurationIssue } from "#api/contract/accounts.ts";
import { formatIssue } from "#document/issue.ts";
import { chooseAccount } from "./account.ts";
import { withApi } from "./connection.ts";
import { readText } from "./read-text.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface ImportOptions {
  readonly config: string;
  readonly account?: string;
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/**
 * Shows the difference, then imports. Only a person at a terminal is asked in between: a script has
 * decided already, and one that wants to look first says `--dry-run`.
 */
export async function runImport(options: ImportOptions, terminal: Terminal): Promise<number> {
  const text = await readText(options.config);
  return withApi(options, terminal, async (api) => {
    const account = await chooseAccount(api, options.account);
    const input = { params: { account }, body: { text } };
    const planned = await api("importConfiguration", { ...input, query: { dryRun: true } });
    if (planned.issues.length > 0) throw refusalOf(planned.issues, options.config);
    if (planned.difference === "") {
      terminal.stderr.write("Nothing changes: the account has this configuration already.\n");
      return 0;
    }
    terminal.stdout.write(planned.difference);
    if (options.dryRun === true || !(await isWanted(options, terminal))) {
      terminal.stderr.write("Nothing was imported.\n");
      return 0;
    }
    const { version } = await api("importConfiguration", input);
    terminal.stderr.write(`Imported as version ${version}.\n`);
    return 0;
  });
}

async function isWanted(options: ImportOptions, terminal: Terminal): Promise<boolean> {
  if (options.yes === true || terminal.stdin.isTTY !== true) return true;
  const question = createInterface({ input: terminal.stdin, output: terminal.stderr });
  const answer = await question.question("Import this? [y/N] ");
  question.close();
  return /^\s*(y|yes|д|да)\s*$/i.test(answer);
}

function refusalOf(issues: readonly ConfigurationIssue[], file: string): Refusal {
  return new Refusal(issues.map((issue) => formatIssue(issue, file)).join("\n"));
}
