/** What becomes of a lead in a rule that matches. */
import { giveToOwner } from "./client.ts";
import type { DecisionRequest } from "./decide.ts";
import { giveToAccepter, offerTo } from "./methods/offer.ts";
import {
  assignInTurn,
  assignOnDuty,
  type Circumstances,
  type Outcome,
  type Scene,
} from "./outcome.ts";
import type { Panel } from "./panel.ts";

/** @param waitsHere the lead waits in the rule at hand, or was given by it */
export function circumstancesOf(
  request: DecisionRequest,
  waitsHere: boolean,
  { program, state }: Scene,
): Circumstances {
  const { lead, facts, at, move } = request;
  return {
    program,
    state,
    lead,
    facts,
    at,
    move,
    since: request.since ?? at,
    waitOver: waitsHere && request.waitOver === true,
    accepted: waitsHere ? (request.accepted ?? null) : null,
    missedHere: waitsHere && request.cause === "not_taken",
  };
}

/** What becomes of the lead in a rule that matches; null: the following rules are to be asked. */
export function conclude(panel: Panel, circumstances: Circumstances): Outcome | null {
  const owned = giveToOwner(panel, circumstances);
  if (owned !== null) return owned;
  if (circumstances.missedHere && panel.rule.rule.taken?.missed === "wait") {
    // Whoever is there may have it at once, but in the order of the pool.
    const isForNow = panel.eligible.length > 0;
    return { kind: "waiting", panel, ...(isForNow ? { until: circumstances.at } : {}) };
  }
  if (panel.eligible.length === 0) return withNobody(panel, circumstances);
  const { offer } = panel.rule;
  if (offer === null) return assignInTurn(panel, circumstances);
  const { accepted } = circumstances;
  if (accepted === null) return offerTo(panel, offer, circumstances);
  return giveToAccepter(panel, accepted, circumstances) ?? withNobody(panel, circumstances);
}

/** Nobody is eligible, or nobody accepted in time: the rule says what happens then. */
function withNobody(panel: Panel, circumstances: Circumstances): Outcome | null {
  const { otherwise } = panel.rule.rule;
  const step =
    otherwise.kind === "wait" && circumstances.waitOver ? otherwise.afterwards : otherwise;
  switch (step.kind) {
    case "wait":
      // Who was offered the lead and let it lie can still have it in turn: nothing is to wait for.
      if (panel.eligible.length > 0) return assignInTurn(panel, circumstances);
      return { kind: "waiting", panel };
    case "leave":
      return { kind: "left", panel };
    case "on_duty":
      return assignOnDuty(panel, step.who, circumstances);
    case "next_rule":
      return null;
  }
}
