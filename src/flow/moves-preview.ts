/** What a move would do: the same as it does, on a state of its own, and nothing is written. */
import type { Count, VerdictCode } from "#core/decision.ts";
import { dutyAt } from "#core/eligibility.ts";
import type { Account } from "#store/accounts.ts";
import { knownLeads, type StoredLead } from "#store/leads.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import type { MoveOrder } from "./moves.ts";
import { beginMoving } from "./moves-batch.ts";
import { type Moved, moveLead, type Stays } from "./moves-lead.ts";
import { currentLead, readLeads, selectLeads } from "./moves-readings.ts";

/** So many leads are looked up at once. */
const CHUNK = 500;
const REFUSED_MAX = 20;

export type MoveWarning =
  /** So many leads would go to him beyond this limit; `count` as it stands with the last. */
  | {
      readonly kind: "limit";
      readonly manager: string;
      readonly count: Count;
      readonly leads: number;
    }
  /** He is to receive leads, and is not at work now. */
  | { readonly kind: "away"; readonly manager: string; readonly because: VerdictCode };

export interface MovePreview {
  readonly total: number;
  /** Manager → leads that he would receive, most first. */
  readonly byManager: readonly { readonly manager: string; readonly leads: number }[];
  readonly stays: number;
  /** The first that would stay where they are, and why. */
  readonly refused: readonly { readonly lead: string; readonly because: Stays }[];
  readonly warnings: readonly MoveWarning[];
}

export async function previewOf(
  flow: Flow,
  account: Account,
  { selection, how, by, why }: MoveOrder,
): Promise<MovePreview> {
  const db = flow.database.kysely;
  const now = flow.clock.now();
  const desk = await flow.desks.read(db, account);
  if (desk === null) throw new Error("There are no rules to move leads by.");
  const ids = await selectLeads(flow, account, selection);
  const leads: (StoredLead | null)[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const part = ids.slice(from, from + CHUNK);
    const readings = await readLeads(flow, account, { selection, ids: part });
    const known = await knownLeads(db, { account: account.id, ids: part });
    leads.push(...part.map((id) => currentLead(known.get(id), readings.get(id), now)));
  }
  const moving = await beginMoving(
    db,
    { account, desk, leads, move: { id: 0, how, by, why } },
    now,
  );
  const told = ids.map((lead, index) => ({ lead, moved: moveLead(moving, leads[index] ?? null) }));
  return summary(told, { desk, now });
}

interface Told {
  readonly lead: string;
  readonly moved: Moved;
}

function summary(
  told: readonly Told[],
  { desk, now }: { readonly desk: Desk; readonly now: number },
): MovePreview {
  const received = new Map<string, number>();
  const refused: { lead: string; because: Stays }[] = [];
  for (const { lead, moved } of told) {
    if (moved.kind === "stays") refused.push({ lead, because: moved.because });
    else received.set(moved.manager, (received.get(moved.manager) ?? 0) + 1);
  }
  const byManager = [...received].map(([manager, leads]) => ({ manager, leads }));
  const away = byManager.flatMap(({ manager }) => awayNow(desk, manager, now) ?? []);
  return {
    total: told.length,
    byManager: byManager.sort((one, other) => other.leads - one.leads),
    stays: refused.length,
    refused: refused.slice(0, REFUSED_MAX),
    warnings: [...limitsIn(told), ...away],
  };
}

function limitsIn(told: readonly Told[]): readonly MoveWarning[] {
  const warnings = new Map<string, MoveWarning & { readonly kind: "limit" }>();
  for (const { moved } of told) {
    if (moved.kind === "stays") continue;
    const { manager } = moved;
    for (const count of moved.beyond) {
      const key = JSON.stringify([manager, count.of, count.scope]);
      const leads = (warnings.get(key)?.leads ?? 0) + 1;
      warnings.set(key, { kind: "limit", manager, count, leads });
    }
  }
  return [...warnings.values()];
}

/** Null: he is at work, as far as his switch and his schedule tell. */
function awayNow({ program, state }: Desk, manager: string, now: number): MoveWarning | null {
  const index = program.managerIndex.get(manager);
  const duty = index === undefined ? undefined : state.duty[index];
  if (index === undefined || duty === undefined) return null;
  const away = (because: VerdictCode): MoveWarning => ({ kind: "away", manager, because });
  const switched = dutyAt(duty, now);
  if (switched !== "online") return away(switched === "paused" ? "paused" : "off_duty");
  const timetable = program.timetables[index] ?? null;
  return timetable === null || timetable.covers(now) ? null : away("off_schedule");
}
