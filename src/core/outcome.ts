/** What becomes of a lead in the rule that takes it. */
import type { ChosenBy, Facts, KeptOwner, Kind, Offer } from "./decision.ts";
import { takeTurn } from "./ledger.ts";
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

/** What a decision is asked, as the rule at hand sees it. */
export interface Circumstances {
  readonly program: Program;
  readonly state: AccountState;
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
}

/** The lead's price in the units of the rule's ledger; undefined: a lead is a lead. */
export function worth({ byValue }: CompiledRule, facts: Facts): number | undefined {
  return byValue ? worthOf(facts) : undefined;
}

/** Gives the lead to whose turn it is. */
export function assignInTurn(panel: Panel, circumstances: Circumstances): Outcome {
  const { program, lead, facts } = circumstances;
  const { seed } = program;
  const value = worth(panel.rule, facts);
  const draw = value === undefined ? { lead, seed } : { lead, seed, value };
  const { chosen, by, debit, tie } = takeTurn(panel.eligible, draw);
  for (const seat of panel.eligible) seat.after = seat.before + seat.credit;
  chosen.after -= debit;
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

const hasUsedMore = ({ verdict }: OpenVerdict): boolean =>
  verdict === "busier" || verdict === "ahead";

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
