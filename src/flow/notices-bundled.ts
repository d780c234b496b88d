/** Whoever receives or loses many leads at once is told of them together, not of each. */
import type { NewNotice } from "#store/notices.ts";

type Moved = NewNotice & { readonly kind: "assigned" | "taken_away" | "returned" };

/** Whether it tells of a lead that has come to somebody, or gone from him. */
export function tellsOfMove<Told extends Pick<NewNotice, "kind">>(
  notice: Told,
): notice is Told & { readonly kind: Moved["kind"] } {
  const { kind } = notice;
  return kind === "assigned" || kind === "taken_away" || kind === "returned";
}

/**
 * Leaves one notice of those of equal kind, cause and recipient; what stands alone stays as it is.
 * Notices that come of it may be put together with further ones.
 */
export function bundled(notices: readonly NewNotice[]): readonly NewNotice[] {
  const bundles = new Map<string, NewNotice[]>();
  for (const [index, notice] of notices.entries()) {
    const key = tellsOfMove(notice) ? keyOf(notice) : String(index);
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [notice]);
    else bundle.push(notice);
  }
  return [...bundles.values()].map(together);
}

function keyOf({ kind, params, manager }: Moved): string {
  return JSON.stringify([kind, "cause" in params ? params.cause : null, manager]);
}

function together(notices: readonly NewNotice[]): NewNotice {
  const last = notices.at(-1) as NewNotice;
  const moved = notices.filter(tellsOfMove);
  if (notices.length === 1 || moved.length < notices.length) return last;
  const whole = { ...last, lead: null, decision: null };
  const leads = moved.flatMap(leadsOf);
  const others = new Set(moved.map(otherOf));
  const other = others.size === 1 ? otherOf(moved[0] as Moved) : null;
  switch (whole.kind) {
    case "assigned":
      return { ...whole, params: { cause: whole.params.cause, from: other, leads } };
    case "taken_away":
      return { ...whole, params: { cause: whole.params.cause, to: other, leads } };
    case "returned":
      return { ...whole, params: { from: other, leads } };
    default:
      return last;
  }
}

/** From whom it has come, or to whom it has gone. */
const otherOf = ({ params }: Moved): string | null => ("to" in params ? params.to : params.from);

function leadsOf({ lead, params }: Moved): readonly string[] {
  return params.leads ?? (lead === null ? [] : [lead]);
}
