import type { By } from "#store/availability.ts";
import type { Identity } from "./caller.ts";
import { Problem } from "./problem.ts";

/** Who did something for the manager `key` of an account, as the logs keep it. */
export function byOf({ user, login, manager }: Identity, account: string, key: string): By {
  if (manager?.account === account && manager.key === key) return { kind: "self", name: key };
  return { kind: user === null ? "api" : "head", name: login };
}

/**
 * Whose page or log is asked for; a manager's own whatever is asked.
 *
 * @throws Problem `input_invalid` where nobody was named and the caller is no manager
 */
export function ownOr({ manager }: Identity, account: string, asked: string | undefined): string {
  const key = asked ?? (manager?.account === account ? manager.key : undefined);
  if (key !== undefined) return key;
  const errors = [{ path: "query.manager", message: "name a manager by his key" }];
  throw new Problem("input_invalid", {
    detail: "query.manager: name a manager by his key",
    errors,
  });
}
