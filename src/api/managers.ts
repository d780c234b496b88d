import type { Program } from "#core/program.ts";
import type { Account } from "#store/accounts.ts";
import { Problem } from "./problem.ts";
import type { Programs } from "./programs.ts";

/**
 * The active rules of an account, which know the manager.
 *
 * @throws Problem `manager_not_found`
 */
export async function programKnowing(
  programs: Programs,
  { id, configurationVersion: version }: Account,
  manager: string,
): Promise<Program> {
  const program = version === 0 ? null : await programs.of(id, version);
  checkManager(program, manager);
  return program;
}

/** @throws Problem `manager_not_found` */
export function checkManager(program: Program | null, manager: string): asserts program {
  if (program?.managerIndex.has(manager)) return;
  throw new Problem("manager_not_found", {
    detail: `The configuration has no manager ${manager}. Look under \`managers:\`.`,
  });
}
