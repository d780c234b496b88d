/**
 * First to accept: the lead is laid before everybody who may have it, or before those who have
 * waited longest, and whoever accepts first has it. Acceptances that arrive together are told
 * apart by who has waited longer. An offer and its acceptance cost no turn: who takes is quicker,
 * and is not owed less for it.
 */
import { goesBefore } from "#core/ledger.ts";
import type { Circumstances, Outcome } from "#core/outcome.ts";
import type { OpenVerdict, Panel } from "#core/panel.ts";

/** Lays the lead before the members. */
export function offerTo(
  panel: Panel,
  terms: { readonly forMs: number; readonly best: number },
  circumstances: Circumstances,
): Outcome {
  const to = longestWaitingFirst(panel.eligible, circumstances).slice(0, terms.best);
  for (const verdict of to) verdict.verdict = "offered";
  const until = circumstances.at + terms.forMs;
  return {
    kind: "waiting",
    panel,
    offer: { to: to.map((verdict) => verdict.manager), until },
    until,
  };
}

/** Gives the lead to one of those who accepted; null: none of them may have it any more. */
export function giveToAccepter(
  panel: Panel,
  accepted: readonly string[],
  circumstances: Circumstances,
): Outcome | null {
  const takers = panel.eligible.filter(({ manager }) => accepted.includes(manager));
  const [taker] = longestWaitingFirst(takers, circumstances);
  if (taker === undefined) return null;
  taker.verdict = "chosen";
  return { kind: "assigned", panel, manager: taker.manager, chosenBy: "accepted" };
}

function longestWaitingFirst(
  verdicts: readonly OpenVerdict[],
  { lead, program }: Circumstances,
): readonly OpenVerdict[] {
  const draw = { lead, seed: program.seed };
  return verdicts.toSorted((one, other) => (goesBefore(one, other, draw) ? -1 : 1));
}
