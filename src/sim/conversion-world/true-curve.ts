/**
 * How load costs conversion in a simulated world, at `load` leads a month for a comfortable rate of
 * one. Written apart from the policies' own idea of it, so that no mistake can be in both.
 */
export type TrueCurve = "none" | "saturating" | "collapsing";

/** What is left of a conversion. */
export function left(curve: TrueCurve, load: number): number {
  if (curve === "none") return 1;
  return curve === "saturating" ? Math.cbrt(1 / (1 + load ** 3)) : Math.exp(-(load ** 2) / 2);
}

/** How much the conversion of all his leads falls with one more, times the load: load * dh/dload. */
export function slope(curve: TrueCurve, load: number): number {
  if (curve === "none") return 0;
  const now = left(curve, load);
  return curve === "saturating" ? -(load ** 3) * now ** 4 : -(load ** 2) * now;
}
