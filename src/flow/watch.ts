/**
 * Watches over leads that somebody has: hands them over when his shift ends or he goes off duty,
 * gives them back when it begins again, and passes them on when he does not begin with them.
 *
 * A process may die after any batch: what is being gone through stands in the account's row, and a
 * lead that was moved has a later decision than its pass.
 */
import type { Program } from "#core/program.ts";
import { nextShiftChange } from "#core/redistribution/shift-changes.ts";
import { lockAccount } from "#store/accounts.ts";
import { knownLeads, type StoredLead, saveLeads } from "#store/leads.ts";
import { insertNotices, type NewNotice } from "#store/notices.ts";
import type { Db } from "#store/schema.ts";
import {
  companionsOf,
  leadsOfPass,
  leadsToWatch,
  setWatchState,
  type WatchPass,
  watchState,
} from "#store/watch.ts";
import { type Announced, announce } from "./announce.ts";
import { DecisionBatch } from "./decision-batch.ts";
import type { Flow } from "./flow.ts";
import { noticeRow } from "./notices.ts";
import { bundled } from "./notices-bundled.ts";
import { beginPass } from "./watch-pass.ts";
import { type FoundLeads, moveInPass } from "./watch-shifts.ts";
import { lookAtTimer } from "./watch-timers.ts";
import { WatchedStaff } from "./watched-staff.ts";

/** Leads that are looked at in one transaction. */
const BATCH = 500;

/**
 * Does what is due, as far as `limit` leads go.
 *
 * @returns how much was done: 0 when nothing is due
 */
export async function watchBatch(flow: Flow, account: string, limit = BATCH): Promise<number> {
  const watched = await flow.lockTurns.run(() =>
    flow.database.kysely.transaction().execute((tx) => watch(flow, tx, { account, limit })),
  );
  watched.keep();
  announce(flow, account, watched);
  return watched.done;
}

interface Watched extends Announced {
  readonly done: number;
  keep(): void;
}

const nothing: Watched = {
  done: 0,
  decisions: [],
  cameAt: new Map(),
  confirmed: [],
  changed: false,
  keep: () => undefined,
};

/** At most so many leads are looked at. */
interface Round {
  readonly account: string;
  readonly limit: number;
}

async function watch(flow: Flow, tx: Db, { account: id, limit }: Round): Promise<Watched> {
  const account = await lockAccount(tx, id);
  const desk = account === null ? null : await flow.desks.take(tx, account);
  if (account === null || desk === null) return nothing;
  const now = flow.clock.now();
  const batch = new DecisionBatch(account, desk, now);
  const staff = await WatchedStaff.read(tx, { account, desk, now });
  const begun = beginPass(await watchState(tx, id), { account, desk, staff, now });
  const { pass } = begun;
  const found = await find(tx, { account: id, limit, program: desk.program, pass }, now);
  const all = [...found.leads, ...found.companions];
  const facts = all.map((lead) => lead.facts);
  await batch.recallClients(tx, facts);
  await batch.recallCharges(tx, all);
  const scene = { batch, desk, staff, now };
  const leads =
    pass === null
      ? found.leads.map((lead) => lookAtTimer(lead, scene))
      : moveInPass(found, pass, scene);
  const told = toldInPass(pass, batch);
  const next = pass === null ? null : passAfter({ ...pass, told }, found.leads, limit);
  if (pass !== null && next === null) staff.done(pass);
  await saveLeads(tx, { account: id, leads });
  await batch.write(tx);
  if (next === null) await insertNotices(tx, { account: id, notices: bundled(told) });
  await staff.write(tx);
  const shiftAt = pass === null ? nextShiftChange(desk.program, now) : now;
  await setWatchState(tx, id, { watchedTo: begun.watchedTo, pass: next, shiftAt });
  const { decisions, freed, stateVersion } = batch;
  return {
    done: found.leads.length + (pass === null ? 0 : 1),
    decisions,
    cameAt: new Map(),
    confirmed: [],
    changed: leads.length > 0 || staff.changed,
    keep: () => {
      // A switch that was turned is read again, with everything that hangs on it.
      if (staff.paused.size === 0) flow.desks.keep(account, desk, stateVersion);
      if (freed || decisions.some(isWaiting)) flow.kick(id, "release");
    },
  };
}

const isWaiting = ({ record }: { readonly record: { readonly kind: string } }): boolean =>
  record.kind === "waiting";

interface Search extends Round {
  readonly program: Program;
  readonly pass: WatchPass | null;
}

async function find(
  tx: Db,
  { program, pass, ...wanted }: Search,
  now: number,
): Promise<FoundLeads> {
  const { account } = wanted;
  const ids =
    pass === null
      ? await leadsToWatch(tx, wanted, now)
      : await leadsOfPass(tx, { ...wanted, pass });
  if (ids.length === 0) return { leads: [], companions: [] };
  const together = pass !== null && program.rules.some(({ rule }) => rule.handover?.together);
  const others = together ? await companionsOf(tx, { account, pass, ids }) : [];
  const known = await knownLeads(tx, { account, ids: [...ids, ...others] });
  return {
    leads: ids.flatMap((id) => known.get(id) ?? []),
    companions: others.flatMap((id) => known.get(id) ?? []),
  };
}

/** Of a pass people are told once it is done, each of all leads together; of what a clock does at once. */
function toldInPass(pass: WatchPass | null, batch: DecisionBatch): readonly NewNotice[] {
  if (pass === null) return [];
  return [...(pass.told ?? []), ...batch.takeNotices().map(noticeRow)];
}

/** The pass behind the leads that were looked at; null: it is done. */
function passAfter(pass: WatchPass, leads: readonly StoredLead[], limit: number): WatchPass | null {
  const last = leads.at(-1);
  if (last === undefined || leads.length < limit) return null;
  return { ...pass, after: { cameAt: last.cameAt, id: last.id } };
}
