/** Figures over seeds. */

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Half the width of the 95 % interval of the mean. */
export function margin(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return (1.96 * Math.sqrt(squares / (values.length - 1))) / Math.sqrt(values.length);
}

/** The value that a part of them, 0 to 1, stay below. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

export function differences(ones: readonly number[], others: readonly number[]): readonly number[] {
  return ones.map((one, place) => one - (others[place] ?? Number.NaN));
}

/** In points, with its sign. */
export function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
