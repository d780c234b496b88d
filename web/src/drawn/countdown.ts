/** What is left of a stretch of time: 1 at its beginning, 0 at its end and after it. */
export function partLeft(
  span: { readonly from: number; readonly to: number },
  now: number,
): number {
  if (span.to <= span.from) return 0;
  return Math.min(1, Math.max(0, (span.to - now) / (span.to - span.from)));
}

/** Time left as a stopwatch writes it: «0:45», «12:05»; never below «0:00». */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
