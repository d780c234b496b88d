import type { Account, FieldValue, Pipeline } from "#sandbox/state/account.ts";
import { ensureField, mainPipeline } from "#sandbox/state/look-up.ts";
import { lossReasons } from "#sandbox/state/loss-reasons.ts";
import { lostStatus, wonStatus } from "#sandbox/state/open-account.ts";
import { ControlProblem } from "./requests.ts";

/** Names as people say them, turned into the account's ids. */

export function pipelineNamed(account: Account, wanted: string | number | undefined): Pipeline {
  if (wanted === undefined) return mainPipeline(account);
  const all = [...account.pipelines.values()];
  const found = all.find(({ id, name }) => id === Number(wanted) || name === wanted);
  if (found) return found;
  throw new ControlProblem(
    `There is no pipeline «${wanted}»; there are ${all.map(({ name }) => `«${name}»`).join(", ")}`,
  );
}

export function stageNamed(pipeline: Pipeline, wanted: string | number): number {
  if (wanted === "won") return wonStatus;
  if (wanted === "lost") return lostStatus;
  const found = pipeline.statuses.find(({ id, name }) => id === Number(wanted) || name === wanted);
  if (found) return found.id;
  const names = pipeline.statuses.map(({ name }) => `«${name}»`).join(", ");
  throw new ControlProblem(
    `Pipeline «${pipeline.name}» has no stage «${wanted}»; it has ${names}, and won and lost`,
  );
}

/** The id itself when there is such a user, 0 included. */
export function knownUser(account: Account, id: number): number {
  if (id === 0 || account.users.has(id)) return id;
  const known = [...account.users.values()].map((user) => `${user.id} ${user.name}`);
  throw new ControlProblem(
    `There is no user ${id}; there are ${known.join(", ")}, and 0 for nobody`,
  );
}

/** Keys are field ids or codes; a code that is not there makes a text field. */
export function fieldsNamed(
  account: Account,
  values: Readonly<Record<string, FieldValue["value"]>>,
): Map<number, readonly FieldValue[]> {
  return new Map(
    Object.entries(values).map(([key, value]) => {
      const byId = account.fields.get(Number(key));
      const field = byId?.entity === "leads" ? byId : ensureField(account, key, "leads");
      return [field.id, [{ value }]];
    }),
  );
}

/** The id of a loss reason. */
export function reasonNamed(name: string): number {
  const found = lossReasons.find((reason) => reason.name === name);
  if (found) return found.id;
  const known = lossReasons.map((reason) => `«${reason.name}»`);
  throw new ControlProblem(`There is no loss reason «${name}»; there are ${known.join(", ")}`);
}
