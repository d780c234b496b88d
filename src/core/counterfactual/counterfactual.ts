/**
 * What would have had to be otherwise for a given manager to have received a lead.
 *
 * Whatever is answered was tried: the decision is made again with exactly that change, and gives him
 * the lead. Changes are tried from the smallest to the largest: what is owed to him, what kept him
 * from leads (his switch, his hours, his limits), the lead's facts, its moment, the one who received
 * it. Where no single change is enough there may be two: what kept him away, and what was owed to him.
 */
import type { DecisionRecord, MemberVerdict } from "#core/decision.ts";
import type { Program } from "#core/program.ts";
import { requestOf, type Sighting, sightings } from "#core/redecide.ts";
import { MINUTE_MS } from "#core/time.ts";
import type { Change } from "./change.ts";
import { otherFacts, otherOwners } from "./other-facts.ts";
import { otherMoments } from "./other-moments.ts";
import { type Known, remembered } from "./remembered.ts";
import { smallestBalance } from "./smallest-balance.ts";
import { Trial } from "./trial.ts";

export interface Counterfactual {
  /** One; two where no single one is enough. */
  readonly changes: readonly Change[];
  /** The decision with these changes. */
  readonly record: DecisionRecord;
}

const nothingKnown: Known = { latest: [] };
/** So many changes that bring him into the turn are tried together with his balance. */
const PAIRS_MAX = 8;

/**
 * The smallest change with which `manager` would have received the lead. Null: nothing that is tried
 * gives it to him, or he has it already.
 *
 * @param program of the version that made the record
 */
export function counterfactual(
  program: Program,
  about: { readonly record: DecisionRecord; readonly known?: Known },
  manager: string,
): Counterfactual | null {
  const { record, known = nothingKnown } = about;
  if (record.manager === manager || !program.managerIndex.has(manager)) return null;
  if (isOutOfQuestion(record, manager)) return null;
  const state = remembered(program, { record, known });
  const trial = new Trial(program, manager, { request: requestOf(record), state });
  const balance = smallestBalance(trial, []);
  if (balance !== null) return { changes: [balance], record: trial.decide([balance]) };
  const inTurn: Change[] = [];
  for (const change of candidates(trial, record)) {
    const supposed = trial.decide([change]);
    if (trial.isHis(supposed)) return { changes: [change], record: supposed };
    if (trial.verdictIn(supposed)?.verdict === "later") inTurn.push(change);
  }
  return withBalance(trial, inTurn.slice(0, PAIRS_MAX)) ?? withoutReceivers(trial, record);
}

/** The receiver was named, or he has had the lead before: whatever were otherwise, he is not asked. */
export function isOutOfQuestion({ move }: DecisionRecord, manager: string): boolean {
  if (move === undefined) return false;
  return move.to !== undefined || move.from === manager || move.missed.includes(manager);
}

function withBalance(trial: Trial, inTurn: readonly Change[]): Counterfactual | null {
  for (const change of inTurn) {
    const balance = smallestBalance(trial, [change]);
    if (balance === null) continue;
    const changes = [change, balance];
    return { changes, record: trial.decide(changes) };
  }
  return null;
}

/** What may be tried, the smallest first. */
function* candidates(trial: Trial, record: DecisionRecord): Generator<Change> {
  const his = sightings(trial.program, record).filter(
    ({ member }) => member.manager === trial.manager,
  );
  const isOff = his.some(({ member }) => member.verdict === "off_schedule");
  if (record.owner !== undefined) yield* otherOwners(trial);
  for (const sighting of his) yield* towardsHim(sighting, record);
  if (isOff) yield* moments(trial);
  yield* otherFacts(trial);
  if (record.owner === undefined) yield* otherOwners(trial);
  if (!isOff) yield* moments(trial);
  yield* withoutReceiver(record);
}

function moments(trial: Trial): readonly Change[] {
  return otherMoments(trial).map((at) => ({ kind: "moment", at }));
}

/** What the verdict about him asks for. */
function towardsHim({ rule, member }: Sighting, record: DecisionRecord): readonly Change[] {
  switch (member.verdict) {
    case "paused":
    case "off_duty":
      return [{ kind: "online" }];
    case "absent":
      return [{ kind: "present" }];
    case "blocked":
      return [{ kind: "active" }];
    case "limit":
      return belowLimit(rule, member);
    case "busier":
    case "ahead":
      return withLessUsed(rule, member);
    case "over_comfort":
      return belowComfort(rule, member);
    case "outranked":
      return withoutReceiver(record);
    default:
      return amongEquals(member, record);
  }
}

function withoutReceiver({ manager }: DecisionRecord): readonly Change[] {
  return manager === null ? [] : [{ kind: "away", who: [manager] }];
}

/** Of a tier that goes before his so many may have to be away. */
const AWAY_MAX = 5;

/** One receiver after the other is sent away until it is his, or his turn is all that is missing. */
function withoutReceivers(trial: Trial, record: DecisionRecord): Counterfactual | null {
  const who: string[] = [];
  let supposed = record;
  while (supposed.manager !== null && !who.includes(supposed.manager) && who.length < AWAY_MAX) {
    who.push(supposed.manager);
    const change: Change = { kind: "away", who: [...who] };
    supposed = trial.decide([change]);
    if (trial.isHis(supposed)) return { changes: [change], record: supposed };
    const found = withBalance(trial, [change]);
    if (found !== null) return found;
  }
  return null;
}

function belowLimit(rule: string, { limit }: MemberVerdict): readonly Change[] {
  if (limit === undefined || limit.max === 0) return [];
  return [{ kind: "count", rule, count: limit, used: limit.max - 1 }];
}

function belowComfort(rule: string, { counts = [] }: MemberVerdict): readonly Change[] {
  const count = counts.find(({ of }) => of === "comfort");
  if (count === undefined || count.max === 0) return [];
  return [{ kind: "count", rule, count, used: Math.ceil(count.max) - 1 }];
}

const LESS_MAX = 50;

function withLessUsed(rule: string, { counts = [] }: MemberVerdict): readonly Change[] {
  const count = counts.find(({ of }) => of === "load" || of === "quota");
  if (count === undefined) return [];
  const length = Math.min(count.used, LESS_MAX);
  return Array.from({ length }, (_, less) => ({
    kind: "count",
    rule,
    count,
    used: count.used - less - 1,
  }));
}

function amongEquals(member: MemberVerdict, record: DecisionRecord): readonly Change[] {
  if (record.accepted !== undefined) return [{ kind: "accepted" }];
  const receiver = record.members.find(({ manager }) => manager === record.manager);
  const lastAt = receiver?.lastAt ?? null;
  if (record.chosenBy !== "longest" || lastAt === null || member.lastAt === null) return [];
  // The last full minute before: moments are told to the minute.
  return [{ kind: "waited", at: Math.ceil(lastAt / MINUTE_MS) * MINUTE_MS - MINUTE_MS }];
}
