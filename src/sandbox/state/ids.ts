/**
 * Numbers for everything the sandbox creates. What a seed describes is numbered by its position, so
 * that the same seed gives the same users and stages at every start. What comes with traffic is
 * numbered from the clock, so that a restarted sandbox gives no old number to a new lead, unless it
 * had made more than ten a second for as long as it ran.
 */
const seededFrom = {
  user: 9_000_000,
  group: 400_000,
  pipeline: 7_000_000,
  status: 60_000_000,
  field: 1_400_000,
  tag: 500_000,
  source: 22_000_000,
  webhook: 800_000,
} as const;

const accountsFrom = 31_000_000;

/** Far apart, so that whoever takes a contact's number for a lead's is found out. */
const clockedFrom = {
  lead: 10_000_000,
  contact: 500_000_000,
  note: 1_000_000_000,
  task: 1_500_000_000,
} as const;

export type IdKind = "account" | keyof typeof seededFrom | keyof typeof clockedFrom;

/** 1 January 2025, before any sandbox ran. */
const epochSeconds = 1_735_689_600;
const idsPerSecond = 10;

export type Ids = (kind: IdKind) => number;

/** `nowMs`: epoch milliseconds of the start. */
export function idsFrom(nowMs: number): { nextId: Ids; restartSeeded: () => void } {
  const elapsed = Math.max(0, Math.floor(nowMs / 1000) - epochSeconds) * idsPerSecond;
  const last = new Map<IdKind, number>();
  for (const [kind, from] of Object.entries(clockedFrom)) last.set(kind as IdKind, from + elapsed);
  last.set("account", accountsFrom);
  const restartSeeded = () => {
    for (const [kind, from] of Object.entries(seededFrom)) last.set(kind as IdKind, from);
  };
  restartSeeded();
  const nextId: Ids = (kind) => {
    const next = (last.get(kind) ?? 0) + 1;
    last.set(kind, next);
    return next;
  };
  return { nextId, restartSeeded };
}
