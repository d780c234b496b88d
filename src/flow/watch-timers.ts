/** Leads that nobody begins with: their managers are reminded, then somebody else gets them. */
import { deadlineOf, warningAt } from "#core/redistribution/deadline.ts";
import type { HeldLead } from "#core/redistribution/held-lead.ts";
import { type Passed, passOn } from "#core/redistribution/pass-on.ts";
import type { StoredLead } from "#store/leads.ts";
import { nextLook } from "./holding.ts";
import type { WatchScene } from "./watch-shifts.ts";

/** The lead after it was looked at because its warning or its deadline was due. */
export function lookAtTimer(lead: StoredLead, scene: WatchScene): StoredLead {
  const { batch, desk, now } = scene;
  const held = lead.stopped === "flips" ? null : batch.held(lead);
  const deadline = held === null ? null : deadlineOf(desk.program, held);
  if (held === null || deadline === null) return { ...lead, watchAt: null };
  if (deadline <= now) return passedOn(lead, held, scene);
  const warning = lead.warnedAt === null ? warningAt(desk.program, held) : null;
  const isWarned = warning !== null && warning <= now;
  if (isWarned) {
    const about = { lead: lead.id, decision: lead.givenSeq, at: now };
    const params = { until: deadline };
    batch.tell({ kind: "not_taken_warning", params, to: { manager: held.manager }, ...about });
  }
  const warnedAt = isWarned ? now : lead.warnedAt;
  return { ...lead, warnedAt, watchAt: nextLook(desk.program, held, warnedAt) };
}

function passedOn(lead: StoredLead, held: HeldLead, scene: WatchScene): StoredLead {
  const { batch, desk, now } = scene;
  const passed = passOn(desk, held, now);
  const after =
    passed.kind === "moved" ? batch.book(lead, passed.record) : kept({ lead, held, passed }, scene);
  const taken = desk.program.ruleById.get(held.rule)?.rule.taken;
  countMiss(held, taken?.pauseAfter ?? null, scene);
  return after;
}

interface Kept {
  readonly lead: StoredLead;
  readonly held: HeldLead;
  readonly passed: Extract<Passed, { kind: "stays" }>;
}

/** It stays where it is, with a warning. */
function kept({ lead, held, passed }: Kept, { batch, now }: WatchScene): StoredLead {
  const { because: why, missed } = passed;
  const about = { lead: lead.id, decision: lead.givenSeq, at: now };
  const params = { manager: held.manager, why };
  batch.tell({ kind: "kept_though_missed", params, to: { role: "head" }, ...about });
  return { ...lead, missed, watchAt: null, stopped: why === "leave" ? lead.stopped : why };
}

function countMiss({ manager }: HeldLead, pauseAfter: number | null, scene: WatchScene): void {
  const { batch, staff, now } = scene;
  const wasPaused = staff.paused.has(manager);
  staff.missed(manager, pauseAfter);
  const missed = staff.paused.get(manager);
  if (wasPaused || missed === undefined) return;
  const params = { manager, missed, until: null };
  const about = { lead: null, decision: null, at: now };
  batch.tell({ kind: "paused_by_system", params, to: { manager }, ...about });
  batch.tell({ kind: "paused_by_system", params, to: { role: "head" }, ...about });
}
