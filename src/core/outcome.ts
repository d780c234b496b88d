/** What becomes of a lead in the rule that takes it. */
import { noteMissed } from "./catch-up/panel-arrears.ts";
import type { ChosenBy, Facts, KeptOwner, Kind, Move, Offer } from "./decision.ts";
import { credit, type Draw, takeTurn, UNIT } from "./ledger.ts";
import { worthOf } from "./methods/value.ts";
import { named, type OpenVerdict, type Panel } from "./panel.ts";
import type { CompiledRule, Program } from "./program.ts";
import type { AccountState } from "./state.ts";

export interface Outcome {
  readonly kind: Kind;
  readonly panel: Panel | null;
  readonly manager?: string;
  readonly chosenBy?: ChosenBy;
  readonly debit?: number;
  readonly tie?: readonly string[];
  readonly owner?: KeptOwner;
  readonly offer?: Offer;
  /** Epoch ms at which the lead must be asked about again; absent: when a member can have it. */
  readonly until?: number;
}

/** Whose rules are asked, and how things stand. */
export interface Scene {
  readonly program: Program;
  readonly state: AccountState;
}

/** What a decision is asked, as the rule at hand sees it. */
export interface Circumstances extends Scene {
  readonly lead: string;
  readonly facts: Facts;
  /** Epoch ms. */
  readonly at: number;
  /** Epoch ms since which the lead waits; for a new lead `at`. */
  readonly since: number;
  /** Its wait in this rule was at its end. */
  readonly waitOver: boolean;
  /** Who accepted the rule's offer; null: none was made yet, or it still runs. */
  readonly accepted: readonly string[] | null;
  /** The lead was given before. */
  readonly move: Move | undefined;
  /** The rule at hand gave it, and it was not taken in time. */
  readonly missedHere: boolean;
  /** Only who can have it now may have it: it has somebody, and waits for nobody. */
  readonly atOnce?: boolean;
}

/** The lead's price in the units of the rule's ledger; undefined: a lead is a lead. */
function worth({ byValue }: CompiledRule, facts: Facts): number | undefined {
  return byValue ? worthOf(facts) : undefined;
}

/** What is shared out of a lead of the rule, and how it is told from others. */
function drawOf(panel: Panel, { program, lead, facts }: Circumstances): Draw {
  const { rule, arrears } = panel;
  const value = worth(rule, facts);
  const { seed } = program;
  if (value === undefined && arrears === null) return { lead, seed };
  return {
    lead,
    seed,
    ...(value === undefined ? {} : { value }),
    ...raiseIn(panel),
  };
}

/** How members who were away are credited more of a lead; empty where the rule does not let them. */
export function raiseIn({ rule, arrears }: Panel): Pick<Draw, "raise"> {
  if (arrears === null || rule.catchUp === null) return {};
  return { raise: { rate: rule.catchUp.rate, arrears } };
}

/** Gives the lead to whose turn it is. */
export function assignInTurn(panel: Panel, circumstances: Circumstances): Outcome {
  const draw = drawOf(panel, circumstances);
  const { chosen, by, debit, tie } = takeTurn(panel.eligible, draw);
  const { value = UNIT } = draw;
  noteMissed(panel, { seats: panel.eligible, value, at: circumstances.at });
  chosen.verdict = "chosen";
  return {
    kind: "assigned",
    panel,
    manager: chosen.manager,
    chosenBy: by === "only" && panel.members.some(hasUsedMore) ? "least" : by,
    debit,
    tie: tie.map((seat) => seat.manager),
  };
}

/**
 * What the lead costs somebody who has it for another reason than his turn: as if it had been his
 * turn among those who could have had it. Only members have turns.
 *
 * @returns his debit
 */
export function chargeTurn(
  panel: Panel,
  receiver: OpenVerdict,
  circumstances: Circumstances,
): number {
  if (receiver.weight === 0) return 0;
  const { eligible } = panel;
  const seats = eligible.includes(receiver) ? eligible : [...eligible, receiver];
  const draw = drawOf(panel, circumstances);
  const debit = credit(seats, draw);
  noteMissed(panel, { seats, value: draw.value ?? UNIT, at: circumstances.at });
  receiver.after -= debit;
  return debit;
}

const hasUsedMore = ({ verdict }: OpenVerdict): boolean =>
  verdict === "busier" || verdict === "ahead" || verdict === "over_comfort";

/**
 * The named person has the lead whatever his shift and switch say: that is what he is named for.
 * It costs no turn. Only a deactivated user cannot have it, nor does it break a limit: then it waits.
 */
export function assignOnDuty(panel: Panel, who: string, circumstances: Circumstances): Outcome {
  const members = panel.members.length;
  const index = circumstances.program.managerIndex.get(who) ?? 0;
  const { verdict, stopped } = named(panel, index, circumstances);
  if (stopped) return { kind: "waiting", panel };
  const isMember = panel.members.length === members;
  if (!isMember) Object.assign(verdict, { verdict: "chosen", nextAt: null });
  return { kind: "assigned", panel, manager: who, chosenBy: "on_duty" };
}
