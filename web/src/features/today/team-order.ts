import type { Answer } from "#web/api/call.ts";

type Member = Answer<"getToday">["team"][number];

const order = ["on_shift", "free", "paused", "off_duty", "off_shift", "blocked"];

/** Who can receive now stands first; of those who cannot, who comes back soonest. */
export function inOrder(team: readonly Member[]): readonly Member[] {
  return [...team].sort(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) ||
      (a.until ?? Number.POSITIVE_INFINITY) - (b.until ?? Number.POSITIVE_INFINITY) ||
      a.name.localeCompare(b.name),
  );
}

export function receivesNow(member: Member): boolean {
  return member.state === "on_shift" || member.state === "free";
}
