/** Geometry of the balance bar: leads on a line, what is owed to the right of zero. */

export interface Scale {
  /** Leads at the left and right ends; whole numbers, zero between them. */
  readonly from: number;
  readonly to: number;
}

/**
 * One scale for all the bars of a picture, so that lengths compare. It is symmetric and at least one
 * lead to each side; beyond 12 leads a tick would be thinner than its gap, so the ends are cut there.
 */
export function scaleOf(values: readonly number[]): Scale {
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const whole = Math.min(12, Math.max(1, Math.ceil(reach - 1e-9)));
  return { from: -whole, to: whole };
}

/** Position of a number of leads, 0 to 1; what lies beyond an end is drawn at it. */
export function placeAt(scale: Scale, leads: number): number {
  const inside = Math.min(scale.to, Math.max(scale.from, leads));
  return (inside - scale.from) / (scale.to - scale.from);
}

/** One tick a lead. */
export function ticksAt(scale: Scale): readonly number[] {
  return Array.from({ length: scale.to - scale.from + 1 }, (_, step) => scale.from + step);
}
