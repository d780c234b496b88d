/** Geometry of shares over time: days across, shares upwards, a step for each day. */

export interface ShareLine {
  readonly manager: string;
  readonly name: string;
  /** By day, 0 to 1; null: he was not there. */
  readonly shares: readonly (number | null)[];
}

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** The share at the upper edge. */
  readonly to: number;
  readonly days: number;
}

/** The left edge of a day. */
export function acrossOf({ width, days }: Plane, day: number): number {
  return (day / days) * width;
}

export function upOf({ height, to }: Plane, share: number): number {
  return height - (Math.min(share, to) / to) * height;
}

/** An SVG path that keeps each day's share for the whole day; a gap where there is none. */
export function stepsOf(plane: Plane, shares: ShareLine["shares"]): string {
  let path = "";
  let isDown = false;
  for (const [day, share] of shares.entries()) {
    if (share === null) {
      isDown = false;
      continue;
    }
    const y = rounded(upOf(plane, share));
    const [from, to] = [rounded(acrossOf(plane, day)), rounded(acrossOf(plane, day + 1))];
    path += isDown ? `V${y}H${to}` : `M${from} ${y}H${to}`;
    isDown = true;
  }
  return path;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Which day lies at a part (0 to 1) of the width. */
export function dayAt({ days }: Pick<Plane, "days">, part: number): number {
  return Math.min(days - 1, Math.max(0, Math.floor(part * days)));
}

/** Days under which a date is written: the last, and every so many before it. */
export function labelledDays(days: number, labels: number): readonly number[] {
  const every = Math.max(1, Math.round(days / labels));
  const count = Math.ceil(days / every);
  return Array.from({ length: count }, (_, place) => days - 1 - place * every).reverse();
}

/** Who has most on a day stands first; who is not there stands last. */
export function byShare(lines: readonly ShareLine[], day: number): readonly ShareLine[] {
  return lines.toSorted((a, b) => (b.shares[day] ?? -1) - (a.shares[day] ?? -1));
}
