/** Whom a decision is told to by itself. */
import type { DecisionRecord, Move } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import type { Notice } from "./notices.ts";

const MINUTE_MS = 60_000;

export interface Told {
  readonly record: Pick<DecisionRecord, "kind" | "manager" | "lead" | "at" | "cause"> & {
    readonly move?: Pick<Move, "from">;
  };
  readonly seq: number;
  /** The rule that had given the lead; null: none. */
  readonly gaveRule: string | null;
}

/** To whoever receives the lead, and to whoever loses it, with the reason. */
export function noticesOf(program: Program, told: Told): readonly Notice[] {
  const { record, seq } = told;
  const { kind, manager: to, lead, at, cause, move } = record;
  const from = move?.from ?? null;
  const about = { lead, decision: seq, at };
  const notices: Notice[] = [];
  if (from !== null && from !== to) {
    notices.push({ ...about, to: { manager: from }, ...lossOf(program, told) });
  }
  if (kind !== "assigned" || to === null) return notices;
  const receipt =
    cause === "returned"
      ? ({ kind: "returned", params: { from } } as const)
      : ({ kind: "assigned", params: { cause, from } } as const);
  return [...notices, { ...about, to: { manager: to }, ...receipt }];
}

function lossOf(program: Program, { record, gaveRule }: Told) {
  const { cause, manager: to } = record;
  if (cause !== "not_taken") return { kind: "taken_away", params: { cause, to } } as const;
  const within = gaveRule === null ? null : program.ruleById.get(gaveRule)?.rule.taken?.withinMs;
  const minutes = Math.round((within ?? 0) / MINUTE_MS);
  return { kind: "not_taken", params: { minutes, to } } as const;
}
