import type { Check } from "#api/contract/checks.ts";
import { StoreProblem } from "#store/problem.ts";
import { withApi } from "./connection.ts";
import type { Terminal } from "./terminal.ts";

/** Prints a line for each check, with what to do where something is wrong. 1: a check failed. */
export function runDoctor(
  options: { readonly data?: string },
  terminal: Terminal,
): Promise<number> {
  const report = (checks: readonly Check[]) => {
    for (const { status, name, finding, remedy } of checks) {
      const advice = remedy === null ? "" : ` ${remedy}`;
      terminal.stdout.write(`${status.padEnd(4)}  ${name}: ${finding}${advice}\n`);
    }
    return checks.some(({ status }) => status === "fail") ? 1 : 0;
  };
  return withApi(options, terminal, async (api) => report((await api("runChecks")).checks)).catch(
    (error: unknown) => {
      // A database that cannot be opened is a finding like any other.
      if (!(error instanceof StoreProblem)) throw error;
      const { code, message, remedy } = error;
      const name = code === "key_unusable" ? "key" : "database";
      return report([{ name, status: "fail", finding: message, remedy }]);
    },
  );
}
