import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { StoreProblem } from "#store/problem.ts";
import type { CheckOptions } from "./check.ts";
import type { DemoOptions } from "./demo.ts";
import type { ExplainOptions } from "./explain.ts";
import type { ExportOptions } from "./export.ts";
import type { ImportOptions } from "./import.ts";
import { Refusal } from "./refusal.ts";
import type { ServeOptions } from "./serve.ts";
import type { SimulateOptions } from "./simulate.ts";
import type { Terminal } from "./terminal.ts";
import type { TryOptions } from "./try.ts";
import type { VerifyOptions } from "./verify.ts";
import { version } from "./version.ts";

const hint = "(`smena help` lists the commands, `smena help COMMAND` its options)";

/** Takes a command's exit code as the program's. */
type Settle = (exitCode: Promise<number>) => Promise<void>;

/**
 * Runs one command line. Resolves to the exit code: 0 done, 1 findings or a failed verification,
 * 2 bad usage or unreadable input. Never rejects.
 */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const settle: Settle = async (result) => {
    exitCode = await result;
  };
  const program = new Command("smena")
    .description("Gives every incoming amoCRM or Kommo lead to the right manager, and proves why.")
    .version(version)
    .showHelpAfterError(hint)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  addServices(program, terminal, settle);
  addTrials(program, terminal, settle);
  addAccountCommands(program, terminal, settle);
  addProofs(program, terminal, settle);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, terminal);
  }
}

const dataOption = () => new Option("--data <dir>", "data directory (SMENA_DATA, else ./data)");
const portOption = () => new Option("--port <number>", "port of screens and API (PORT, else 8080)");
const configOption = () =>
  new Option("--config <file>", "configuration as YAML").makeOptionMandatory();
const accountOption = () =>
  new Option("--account <account>", "id or name; needed where there are several");
const languageOption = () =>
  new Option("--lang <language>", "language of the sentences").choices(["ru", "en"]).default("ru");

// Each command is loaded when it is asked for: a simulation needs neither database nor HTTP.

function addServices(program: Command, terminal: Terminal, settle: Settle): void {
  program
    .command("serve")
    .description("run the service; DATABASE_URL selects PostgreSQL")
    .addOption(dataOption())
    .addOption(portOption())
    .action(async (options: ServeOptions) => {
      const { runServe } = await import("./serve.ts");
      return settle(runServe(options, terminal));
    });
  program
    .command("demo")
    .description("run the service and a local amoCRM with live traffic")
    .addOption(dataOption())
    .addOption(portOption())
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import("./demo.ts");
      return settle(runDemo(options, terminal));
    });
}

function addTrials(program: Command, terminal: Terminal, settle: Settle): void {
  program
    .command("simulate")
    .description("replay a file of leads: who would have received each one")
    .addOption(configOption())
    .addOption(
      new Option("--events <file>", "JSONL, or CSV by its name's end").makeOptionMandatory(),
    )
    .addOption(
      new Option("--seed <number>", "decides between equals").argParser(wholeNumber).default(0),
    )
    .addOption(
      new Option("--format <format>", "of the output")
        .choices(["jsonl", "table", "json"])
        .default("jsonl"),
    )
    .option("--out <file>", "write there instead of stdout")
    .action(async (options: SimulateOptions) => {
      const { runSimulate } = await import("./simulate.ts");
      return settle(runSimulate(options, terminal));
    });
  program
    .command("try")
    .description("one lead at one moment: which rule, which manager, why")
    .addOption(configOption())
    .addOption(new Option("--at <time>", "such as 2026-03-02T17:30:00+07:00").makeOptionMandatory())
    .addOption(
      new Option("--fact <name=value>", "a fact of the lead, such as channel=call; repeatable")
        .argParser((one: string, before: readonly string[]) => [...before, one])
        .default([], "none"),
    )
    .addOption(languageOption())
    .action(async (options: TryOptions) => {
      const { runTry } = await import("./try.ts");
      return settle(runTry(options, terminal));
    });
  program
    .command("check")
    .description("find leads that no rule takes, hours without anybody, rules never reached")
    .addOption(configOption())
    .addOption(
      new Option("--format <format>", "of the output").choices(["text", "json"]).default("text"),
    )
    .option("--at <time>", "when the coming year begins, such as 2026-03-02T09:00:00+07:00 (now)")
    .addOption(languageOption().default("en"))
    .action(async (options: CheckOptions) => {
      const { runCheck } = await import("./check.ts");
      return settle(runCheck(options, terminal));
    });
}

function addAccountCommands(program: Command, terminal: Terminal, settle: Settle): void {
  program
    .command("import")
    .description("show what a configuration changes in the account, then import it")
    .addOption(configOption())
    .addOption(accountOption())
    .addOption(dataOption())
    .option("--dry-run", "only show the difference")
    .option("--yes", "do not ask, even on a terminal")
    .action(async (options: ImportOptions) => {
      const { runImport } = await import("./import.ts");
      return settle(runImport(options, terminal));
    });
  program
    .command("export")
    .description("print the account's configuration as YAML")
    .addOption(accountOption())
    .addOption(dataOption())
    .action(async (options: ExportOptions) => {
      const { runExport } = await import("./export.ts");
      return settle(runExport(options, terminal));
    });
}

function addProofs(program: Command, terminal: Terminal, settle: Settle): void {
  program
    .command("explain")
    .description("why a lead went where it went, for every manager")
    .argument("<lead>", "the lead's id in the CRM")
    .addOption(accountOption())
    .addOption(dataOption())
    .addOption(languageOption())
    .option("--counterfactual", "and what would have given it to each of the others")
    .action(async (lead: string, options: ExplainOptions) => {
      const { runExplain } = await import("./explain.ts");
      return settle(runExplain({ ...options, lead }, terminal));
    });
  program
    .command("verify")
    .description("prove that nobody changed the history and that every decision comes out the same")
    .addOption(new Option("--account <account>", "id or name; all of them where it is not given"))
    .addOption(dataOption())
    .action(async (options: VerifyOptions) => {
      const { runVerify } = await import("./verify.ts");
      return settle(runVerify(options, terminal));
    });
  program
    .command("doctor")
    .description("check database, CRM tokens, webhooks, clocks and versions")
    .addOption(dataOption())
    .action(async (options: { readonly data?: string }) => {
      const { runDoctor } = await import("./doctor.ts");
      return settle(runDoctor(options, terminal));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError("Give a whole number.");
  return number;
}

/** Says what went wrong in words for the person at the terminal, never as a stack. */
function report(error: unknown, terminal: Terminal): number {
  // Commander has already written its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Refusal) {
    terminal.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof StoreProblem) {
    terminal.stderr.write(`${error.message} ${error.remedy}\n`);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.stderr.write(`Something broke that should not have: ${message}\n`);
  if (terminal.environment["LOG_LEVEL"] === "debug" && error instanceof Error) {
    terminal.stderr.write(`${error.stack}\n`);
  }
  return 1;
}
