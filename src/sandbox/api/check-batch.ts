import { requestIdOf } from "./answers.ts";
import type { Checked } from "./lead-write.ts";
import { validationProblem } from "./problems.ts";

/** All items or none: one bad item refuses the batch, and every bad item is named. */
export function checkBatch<Value>(
  items: readonly Record<string, unknown>[],
  check: (item: Record<string, unknown>) => Checked<Value>,
): readonly Value[] {
  const results = items.map((item, index) => ({
    requestId: requestIdOf(item, index),
    result: check(item),
  }));
  const faults = results.flatMap(({ requestId, result }) =>
    "errors" in result ? [{ requestId, errors: result.errors }] : [],
  );
  if (faults.length > 0) throw validationProblem(faults);
  return results.flatMap(({ result }) => ("value" in result ? [result.value] : []));
}
