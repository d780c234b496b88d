import type { Counterfactual } from "#api/contract/decisions.ts";
import { counterfactual } from "#core/counterfactual/counterfactual.ts";
import type { Known } from "#core/counterfactual/remembered.ts";
import { counterfactualSentence } from "#core/counterfactual/sentence.ts";
import { nameOf } from "#core/explain/members.ts";
import type { StoredDecision } from "#store/decisions.ts";
import type { Telling } from "./decision-line.ts";

/** What would have had to be otherwise for the manager to receive the lead of this decision. */
export function counterfactualOf(
  { record }: StoredDecision,
  { program, lang }: Telling,
  { manager, known }: { readonly manager: string; readonly known: Known },
): Counterfactual {
  const found = counterfactual(program, { record, known }, manager);
  return {
    manager,
    name: nameOf(program, manager),
    found: found !== null,
    sentence: counterfactualSentence(program, { record, manager, found }, lang),
  };
}
