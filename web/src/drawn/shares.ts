export interface Piece {
  /** 0 to 1. */
  readonly from: number;
  readonly width: number;
}

/** Where each share lies on a line of length 1; shares that do not sum to one are scaled to it. */
export function piecesOf(shares: readonly number[]): readonly Piece[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  let from = 0;
  return shares.map((share) => {
    const width = sum > 0 ? share / sum : 1 / shares.length;
    const piece = { from, width };
    from += width;
    return piece;
  });
}
