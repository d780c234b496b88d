/** What the watch goes through next: the leads of those who left, or whose shifts have changed. */
import { nextShiftChange, shiftEnds, shiftStarts } from "#core/redistribution/shift-changes.ts";
import type { Account } from "#store/accounts.ts";
import type { WatchPass, WatchState } from "#store/watch.ts";
import type { Desk } from "./desks.ts";
import type { WatchedStaff } from "./watched-staff.ts";

export interface Moment {
  readonly account: Account;
  readonly desk: Desk;
  readonly staff: WatchedStaff;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * The pass that is under way, or a new one: first who went off duty, then whose shift has ended or
 * begun since the account was last looked at. Who has come back meanwhile keeps what he has.
 */
export function beginPass({ watchedTo, pass }: WatchState, moment: Moment): WatchState {
  if (pass !== null) return { watchedTo, pass };
  const { account, desk, staff, now } = moment;
  const begin = (more: Pick<WatchPass, "cause" | "left" | "begun">): WatchPass => {
    return { at: now, seq: account.chainSeq, after: null, ...more };
  };
  const left = staff.leaving();
  if (Object.keys(left).length > 0) {
    return { watchedTo, pass: begin({ cause: "duty_off", left, begun: [] }) };
  }
  const { ended, begun } = shiftsSince(watchedTo ?? now, desk, now);
  const isNothing = Object.keys(ended).length === 0 && begun.length === 0;
  return {
    watchedTo: now,
    pass: isNothing ? null : begin({ cause: "handover", left: ended, begun }),
  };
}

interface ShiftsChanged {
  /** Manager → epoch ms of the end of his last shift; he has not begun another. */
  readonly ended: Readonly<Record<string, number>>;
  readonly begun: readonly string[];
}

function shiftsSince(after: number, { program }: Desk, now: number): ShiftsChanged {
  // Null: no rule goes by shifts.
  if (nextShiftChange(program, after) === null) return { ended: {}, begun: [] };
  const stretch = { after, until: now };
  const began = lastOf(shiftStarts(program, stretch));
  const ended = [...lastOf(shiftEnds(program, stretch))].filter(
    ([manager, at]) => at > (began.get(manager) ?? Number.NEGATIVE_INFINITY),
  );
  const gone = new Map(ended);
  return {
    ended: Object.fromEntries(gone),
    begun: [...began.keys()].filter((manager) => !gone.has(manager)),
  };
}

function lastOf(
  changes: readonly { readonly manager: string; readonly at: number }[],
): ReadonlyMap<string, number> {
  return new Map(changes.map(({ manager, at }) => [manager, at]));
}
