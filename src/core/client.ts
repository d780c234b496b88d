/** Gives a lead to the manager whose client it is, before anybody's turn is asked about. */
import type { KeptOwner, VerdictCode } from "./decision.ts";
import { couldReceive } from "./eligibility.ts";
import { type Claim, claimsOn, keepsOwners } from "./keep-owner.ts";
import { type Circumstances, chargeTurn, type Outcome } from "./outcome.ts";
import { type Named, named, type OpenVerdict, type Panel } from "./panel.ts";

/**
 * What the lead's owners say to it, asked in their order; null: it is nobody's client, or nobody
 * whose client it is may have it. Limits hold for owners too.
 */
export function giveToOwner(panel: Panel, circumstances: Circumstances): Outcome | null {
  if (!keepsOwners(panel.rule, circumstances.program)) return null;
  for (const claim of claimsOn(panel.rule, circumstances.program, circumstances)) {
    const owner = named(panel, claim.index, circumstances);
    switch (answerTo(claim, owner, circumstances)) {
      case "give":
        return given(panel, { claim, verdict: owner.verdict }, circumstances);
      case "wait":
        return waiting(panel, { claim, verdict: owner.verdict }, circumstances);
      case "pass":
    }
  }
  return null;
}

/** No clock brings the lead to him. */
const neverAgain: ReadonlySet<VerdictCode> = new Set(["blocked", "missed", "has_it"]);

function answerTo(
  { when }: Claim,
  { verdict, stopped }: Named,
  circumstances: Circumstances,
): "give" | "wait" | "pass" {
  if (couldReceive(verdict.verdict)) return "give";
  if (circumstances.atOnce || neverAgain.has(verdict.verdict)) return "pass";
  if (when === "always" && !stopped) return "give";
  if (typeof when === "string") return "pass";
  return circumstances.at < circumstances.since + when.waitMs ? "wait" : "pass";
}

interface Owned {
  readonly claim: Claim;
  readonly verdict: OpenVerdict;
}

const ownerIn = ({ of, manager, deputyOf }: Claim): KeptOwner => ({ of, manager, deputyOf });

function given(panel: Panel, { claim, verdict }: Owned, circumstances: Circumstances): Outcome {
  // Why he could not have had it in his turn stays written where that is so.
  if (couldReceive(verdict.verdict)) verdict.verdict = "chosen";
  return {
    kind: "assigned",
    panel,
    manager: claim.manager,
    chosenBy: "owner",
    owner: ownerIn(claim),
    debit: claim.costsTurn ? chargeTurn(panel, verdict, circumstances) : 0,
  };
}

function waiting(panel: Panel, { claim, verdict }: Owned, { since }: Circumstances): Outcome {
  const longest = since + (typeof claim.when === "string" ? 0 : claim.when.waitMs);
  const until = Math.min(longest, verdict.nextAt ?? longest);
  return { kind: "waiting", panel, owner: ownerIn(claim), until };
}
