/**
 * By conversion: whoever has received more leads in the last thirty days than is comfortable to him
 * is passed over until he is below that again, unless everybody is above. Of a rule in which nobody's
 * comfortable rate is written nobody is passed over.
 */
import type { MemberVerdict } from "#core/decision.ts";

/** Those of the eligible who are below their comfortable rate; all of them where nobody is. */
export function belowComfort<Member extends MemberVerdict>(
  eligible: readonly Member[],
): readonly Member[] {
  const below = eligible.filter((member) => !isAbove(member));
  return below.length === 0 ? eligible : below;
}

function isAbove({ counts }: MemberVerdict): boolean {
  const comfort = counts?.find(({ of }) => of === "comfort");
  return comfort !== undefined && comfort.used >= comfort.max;
}
