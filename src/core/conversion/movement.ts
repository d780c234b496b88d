/**
 * Why a share is not what it was: the evidence of before is turned into that of now one kind of
 * change at a time, and the share is computed after each. The parts therefore add up to the whole
 * move, whatever the method does with them.
 */
import type { AdaptiveEvidence, ConversionEvidence, ShareEvidence } from "./evidence.ts";
import { sharesFrom } from "./shares.ts";

/**
 * `team`: somebody came or went. `evidence`: leads and sales. `load`: how many leads come, what else
 * he carries, what is comfortable, whether load counts. `floor`, `ceiling`: a bound was moved and
 * holds him up or back. `ramp`: he is new, or is so no more. `method`: the rule shares otherwise now.
 */
export type MoveCode = "team" | "evidence" | "load" | "floor" | "ceiling" | "ramp" | "method";

export interface Movement {
  readonly manager: string;
  /** Parts of the rule's leads; null: he was not in the rule. */
  readonly from: number | null;
  readonly to: number;
  /** The greatest part first; those below a tenth of a percent are left out. */
  readonly because: readonly { readonly code: MoveCode; readonly by: number }[];
}

const NOTHING = 0.001;

/** Of everybody who is in the rule now, in the order of `after`. */
export function movements(before: ShareEvidence, after: ShareEvidence): readonly Movement[] {
  const steps = stepsBetween(before, after);
  const start = sharesFrom(before);
  const ends = steps.map(({ evidence }) => sharesFrom(evidence));
  return after.members.map(({ manager }) => {
    const known = start[manager];
    let share = known ?? 0;
    const because = steps.map(({ code }, place) => {
      const next = ends[place]?.[manager] ?? share;
      const by = next - share;
      share = next;
      return { code: code(manager, by), by };
    });
    return {
      manager,
      from: known ?? null,
      to: share,
      because: because
        .filter(({ by }) => Math.abs(by) >= NOTHING)
        .sort((one, other) => Math.abs(other.by) - Math.abs(one.by)),
    };
  });
}

interface Step {
  readonly code: (manager: string, by: number) => MoveCode;
  readonly evidence: ShareEvidence;
}

const always =
  (code: MoveCode): Step["code"] =>
  () =>
    code;

function stepsBetween(before: ShareEvidence, after: ShareEvidence): readonly Step[] {
  if (before.method === "conversion" && after.method === "conversion") {
    const sameTeam = withTeam(before.members, after.members);
    return [
      { code: always("team"), evidence: { ...before, members: sameTeam } },
      { code: always("evidence"), evidence: conversionWith(after, sameTeam) },
      { code: boundCode(new Set()), evidence: after },
    ];
  }
  if (before.method === "adaptive" && after.method === "adaptive") {
    return adaptiveSteps(before, after);
  }
  return [{ code: always("method"), evidence: after }];
}

function adaptiveSteps(before: AdaptiveEvidence, after: AdaptiveEvidence): readonly Step[] {
  const sameTeam = withTeam(before.members, after.members);
  const known = after.members.map((member, place) => {
    const { floor, ceiling, comfort, elsewhere } = sameTeam[place] as typeof member;
    return { ...member, floor, ceiling, comfort, elsewhere };
  });
  const loaded = after.members.map((member, place) => {
    const { floor, ceiling } = sameTeam[place] as typeof member;
    return { ...member, floor, ceiling };
  });
  const isNewOf = (evidence: AdaptiveEvidence) =>
    evidence.members.filter(({ isNew }) => isNew).map(({ manager }) => manager);
  return [
    { code: always("team"), evidence: { ...before, members: sameTeam } },
    { code: always("evidence"), evidence: { ...before, at: after.at, members: known } },
    { code: always("load"), evidence: { ...after, members: loaded } },
    { code: boundCode(new Set([...isNewOf(before), ...isNewOf(after)])), evidence: after },
  ];
}

const boundCode =
  (newcomers: ReadonlySet<string>): Step["code"] =>
  (manager, by) => {
    if (newcomers.has(manager)) return "ramp";
    return by > 0 ? "floor" : "ceiling";
  };

/** Everybody of now as he was before; who was not there is as he is now. */
function withTeam<Member extends { readonly manager: string }>(
  before: readonly Member[],
  after: readonly Member[],
): readonly Member[] {
  const known = new Map(before.map((member) => [member.manager, member]));
  return after.map((member) => known.get(member.manager) ?? member);
}

function conversionWith(
  after: ConversionEvidence,
  before: ConversionEvidence["members"],
): ConversionEvidence {
  const members = after.members.map((member, place) => ({
    ...member,
    floor: before[place]?.floor ?? member.floor,
  }));
  return { ...after, members };
}
