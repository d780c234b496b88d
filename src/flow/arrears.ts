/** What a batch of decisions leaves managers to make up for. */
import type { DecisionRecord } from "#core/decision.ts";
import type { AccountState } from "#core/state.ts";
import type { ArrearsByLedger } from "#store/arrears.ts";

/** All that each manager may make up for now, of those whom the decisions have moved. */
export function arrearsAfter(
  records: readonly DecisionRecord[],
  { arrears }: Pick<AccountState, "arrears">,
): readonly { readonly manager: string; readonly arrears: ArrearsByLedger }[] {
  const moved = new Set(records.flatMap(movedBy));
  return [...moved].map((manager) => {
    const his = [...arrears].flatMap(([ledger, owed]) => {
      const portions = owed.get(manager);
      return portions === undefined ? [] : [[ledger, portions] as const];
    });
    return { manager, arrears: Object.fromEntries(his) };
  });
}

function movedBy({ arrears = [], move }: DecisionRecord): readonly string[] {
  const turnedBack = Object.keys(move?.turnedBack?.arrears ?? {});
  const changed = arrears.filter(({ change }) => change !== null);
  return [...turnedBack, ...changed.map(({ manager }) => manager)];
}
