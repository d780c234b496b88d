import type { By } from "#store/availability.ts";
import type { Identity } from "./caller.ts";
import { Problem } from "./problem.ts";

/** Who does something with the leads of others, as the logs keep it. */
export function byOf({ user, login }: Identity): By {
  return { kind: user === null ? "api" : "head", name: login };
}

/** Who does something for the manager `key` of an account. */
export function byFor(identity: Identity, account: string, key: string): By {
  const { manager } = identity;
  const isOwn = manager?.account === account && manager.key === key;
  return isOwn ? { kind: "self", name: key } : byOf(identity);
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
