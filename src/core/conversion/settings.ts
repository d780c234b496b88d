/** What `options:` of a rule by conversion says, with the defaults of the methods. */
import type { Rule } from "#core/configuration/types.ts";
import { dayOf, instantOf } from "#core/time.ts";

export interface ShareSettings {
  /** The least share, as a part of an equal one. */
  readonly floor: number;
  /** The greatest share, in equal ones; of `adaptive` only. */
  readonly ceiling: number;
  /** Epoch ms; what was received before does not count. Null: everything counts. */
  readonly since: number | null;
  /** After so many ms a lead weighs half; null: always the same. */
  readonly halfLifeMs: number | null;
  /** Shares of their own for every source of leads. */
  readonly perSource: boolean;
  /** Whether load may cost conversion. */
  readonly loadCurve: boolean;
}

const FLOOR = 0.15;
const CEILING = 2;

/** @param timeZone the account's, in which `since` begins */
export function shareSettings({ options }: Pick<Rule, "options">, timeZone: string): ShareSettings {
  const { floor, ceiling, since, half_life: halfLife, per_source: perSource } = options;
  return {
    floor: typeof floor === "number" ? partOf(floor) : FLOOR,
    ceiling: typeof ceiling === "number" ? ceiling : CEILING,
    since: typeof since === "string" ? instantOf(dayOf(since), 0, timeZone) : null,
    halfLifeMs: typeof halfLife === "number" ? halfLife : null,
    perSource: perSource === true,
    loadCurve: options["load_curve"] !== false,
  };
}

/** `floor: 15` is 15 %, and so is `floor: 0.15`. */
function partOf(floor: number): number {
  return floor > 1 ? floor / 100 : floor;
}
