/** A move by hand is undone: the lead and what it had cost are as they were before it. */
import type { DecisionRequest } from "#core/decide.ts";
import type { Restored } from "#core/decision.ts";
import { couldReceive } from "#core/eligibility.ts";
import type { Outcome, Scene } from "#core/outcome.ts";
import { convene, named, type Panel } from "#core/panel.ts";

/** Kind `waiting`: it waits in its rule again; `left`: it stays with whom the CRM shows. */
export function putBack(
  restores: Restored | null,
  request: DecisionRequest,
  scene: Scene,
): Outcome {
  const to = request.move?.to;
  const rule = request.rule === undefined ? undefined : scene.program.ruleById.get(request.rule);
  const panel = rule === undefined ? null : convene(rule, scene.state, request);
  if (to === undefined) return { kind: panel === null ? "left" : "waiting", panel };
  const debit = restores?.debit ?? 0;
  const given = { kind: "assigned", manager: to, chosenBy: "by_hand", debit } as const;
  if (panel === null) return { ...given, panel };
  const receiver = seatIn(panel, to, { scene, at: request.at });
  // Why he could not have had it in his turn stays written where that is so.
  if (couldReceive(receiver.verdict)) receiver.verdict = "chosen";
  if (restores !== null) chargeAgain(panel, restores, { scene, at: request.at });
  return { ...given, panel };
}

interface Moment {
  readonly scene: Scene;
  /** Epoch ms. */
  readonly at: number;
}

function chargeAgain(panel: Panel, restores: Restored, moment: Moment): void {
  const { moved, credits, arrears = {} } = restores;
  for (const manager of new Set([...Object.keys(moved), ...Object.keys(credits)])) {
    const seat = seatIn(panel, manager, moment);
    seat.credit = credits[manager] ?? 0;
    seat.after = seat.before + (moved[manager] ?? 0);
  }
  if (panel.arrears === null) return;
  for (const [manager, change] of Object.entries(arrears)) {
    const before = panel.arrears.get(manager)?.before ?? [];
    panel.arrears.set(manager, { manager, before, change });
  }
}

/** His place in the panel, where he is recorded though he be no member. */
function seatIn(panel: Panel, manager: string, { scene, at }: Moment) {
  const { program, state } = scene;
  return named(panel, program.managerIndex.get(manager) ?? 0, { program, state, at }).verdict;
}
