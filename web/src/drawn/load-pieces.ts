/** Geometry of a load: parts of the bar's whole length, 0 to 1. */
export interface LoadPieces {
  readonly within: number;
  readonly above: number;
  /** Where the comfortable rate stands; null: nobody knows it. */
  readonly tick: number | null;
}

/** @param of leads a month; `most` is the end of the scale and above zero */
export function loadPieces({
  load,
  comfort,
  most,
}: {
  readonly load: number;
  readonly comfort: number | null;
  readonly most: number;
}): LoadPieces {
  const whole = Math.min(1, load / most);
  if (comfort === null) return { within: whole, above: 0, tick: null };
  const tick = Math.min(1, comfort / most);
  return { within: Math.min(whole, tick), above: Math.max(0, whole - tick), tick };
}
