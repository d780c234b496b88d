/**
 * Deciding again what was decided: the state that a decision depended on is rebuilt from its record
 * alone, so that neither the history before it nor the duty switches of that day are needed.
 */
import { type DecisionRequest, decide } from "./decide.ts";
import type {
  DecisionRecord,
  DutyState,
  MemberVerdict,
  RuleShares,
  StateSnapshot,
  VerdictCode,
} from "./decision.ts";
import { countKey } from "./limits/limit.ts";
import { ledgerFor } from "./panel.ts";
import type { Program } from "./program.ts";
import { restore } from "./state.ts";

/**
 * The record as the program decides it now: equal to `record` to the bit where the program is the
 * one that made it.
 *
 * @param program of the version and seed that the record was made with
 */
export function redecide(program: Program, record: DecisionRecord): DecisionRecord {
  return decide(program, restore(program, stateBefore(program, record)), requestOf(record));
}

/** What was asked. */
export function requestOf(record: DecisionRecord): DecisionRequest {
  return {
    lead: record.lead,
    facts: record.facts,
    at: record.at,
    cause: record.cause,
    ...(record.asked === null ? {} : { rule: record.asked }),
    ...(record.waitOver ? { waitOver: true } : {}),
    ...(record.since === undefined ? {} : { since: record.since }),
    ...(record.accepted === undefined ? {} : { accepted: record.accepted }),
    ...(record.move === undefined ? {} : { move: record.move }),
    ...(record.control === undefined ? {} : { control: record.control }),
  };
}

/** As much of the account's state before the decision as the decision could see. */
export function stateBefore(program: Program, record: DecisionRecord): StateSnapshot {
  const seen = sightings(program, record);
  const ledgers = new Map<string, Map<string, number>>();
  const lastAt = new Map<string, number>();
  const duty = new Map<string, DutyState>();
  for (const { ledger, member } of seen) {
    const balances = ledgers.get(ledger) ?? new Map<string, number>();
    ledgers.set(ledger, balances.set(member.manager, member.before));
    if (member.lastAt !== null) lastAt.set(member.manager, member.lastAt);
    if (member.duty !== "online") {
      duty.set(member.manager, soonest(duty.get(member.manager), member));
    }
  }
  const refusedAs = (code: VerdictCode) => [
    ...new Set(seen.filter((one) => one.member.verdict === code).map((one) => one.member.manager)),
  ];
  return {
    ledgers: Object.fromEntries(
      [...ledgers].map(([key, balances]) => [key, Object.fromEntries(balances)]),
    ),
    lastAt: Object.fromEntries(lastAt),
    duty: Object.fromEntries(duty),
    absent: refusedAs("absent"),
    blocked: refusedAs("blocked"),
    shares: sharesIn(program, seen, record),
    recalled: countersIn(seen),
    ...arrearsIn(record),
  };
}

function arrearsIn({ ledger, arrears }: DecisionRecord): Pick<StateSnapshot, "arrears"> {
  if (ledger === null || arrears === undefined) return {};
  const before = arrears.map((one) => [one.manager, one.before] as const);
  return { arrears: { [ledger]: Object.fromEntries(before) } };
}

function countersIn(seen: readonly Sighting[]): NonNullable<StateSnapshot["recalled"]> {
  const counters = seen.flatMap(({ rule, member }) =>
    (member.counts ?? []).map((count) => {
      const { used, nextAt } = count;
      return [countKey(count, rule, member.manager), { used, nextAt }] as const;
    }),
  );
  return Object.fromEntries(counters);
}

/** Weights that did not come from the program, by rule, and what they were concluded from. */
function sharesIn(
  program: Program,
  seen: readonly Sighting[],
  record: DecisionRecord,
): NonNullable<StateSnapshot["shares"]> {
  const shares: Record<string, Omit<RuleShares, "bySource">> = {};
  for (const { rule, member } of seen) {
    if (!program.ruleById.get(rule)?.sharesFromOutside || member.weight === 0) continue;
    const known = shares[rule];
    const sales = member.sales === undefined ? {} : { [member.manager]: member.sales };
    shares[rule] = {
      weights: { ...known?.weights, [member.manager]: member.weight },
      sales: { ...known?.sales, ...sales },
      ...(rule === record.rule ? evidenceIn(record) : {}),
    };
  }
  return shares;
}

function evidenceIn({ evidence }: DecisionRecord): Pick<RuleShares, "evidence"> {
  return evidence === undefined ? {} : { evidence };
}

export interface Sighting {
  readonly rule: string;
  readonly ledger: string;
  readonly member: MemberVerdict;
}

/** Every verdict of the record with the rule and ledger it speaks of; a manager may be seen in several rules. */
export function sightings(program: Program, record: DecisionRecord): readonly Sighting[] {
  const seen: Sighting[] = [];
  for (const { rule, members = [] } of record.passed) {
    const compiled = program.ruleById.get(rule);
    if (compiled === undefined) continue;
    const ledger = ledgerFor(compiled, record);
    seen.push(...members.map((member) => ({ rule, ledger, member })));
  }
  const { rule, ledger } = record;
  if (rule !== null && ledger !== null) {
    seen.push(...record.members.map((member) => ({ rule, ledger, member })));
  }
  return seen;
}

/**
 * A pause's own end is not recorded, but the first moment after it at which he is on schedule is:
 * asked again from there, the same moment is found. Of several rules the soonest is nearest to it.
 */
function soonest(
  known: DutyState | undefined,
  { duty, verdict, nextAt }: MemberVerdict,
): DutyState {
  const ends = verdict === "paused" ? nextAt : null;
  const before = known?.until ?? null;
  if (before === null || ends === null) return { duty, until: ends ?? before };
  return { duty, until: Math.min(before, ends) };
}
