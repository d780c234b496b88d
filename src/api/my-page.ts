/** A manager's own page, put together from what the store and the rules of now tell. */
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";
import type { Timetable } from "#core/schedule/timetable.ts";
import { DAY_MS } from "#core/time.ts";
import type { Flow } from "#flow/flow.ts";
import { leadUrl } from "#flow/lead-url.ts";
import type { Account } from "#store/accounts.ts";
import { lastDutyChanges } from "#store/availability.ts";
import { leadsOfOthers, lostLeads, offersTo, ownLeads, type ToldDecision } from "#store/my-page.ts";
import type { MyPage } from "./contract/my-page.ts";
import { midnight } from "./midnight.ts";
import { managerDuty } from "./present/availability.ts";
import { ruleName } from "./present/decision-line.ts";
import { leadFacts } from "./present/lead-facts.ts";
import { lostLead, myLead, type OwnTelling, passedOver } from "./present/my-leads.ts";
import { myQueues, rulesOf } from "./present/my-queues.ts";
import { type AccountNow, switchOf } from "./present/team.ts";
import type { Programs } from "./programs.ts";

const LEADS_SHOWN = 100;
const OTHERS_SHOWN = 20;
const SHIFTS_MS = 14 * DAY_MS;

export interface PagePorts {
  readonly flow: Flow;
  readonly programs: Programs;
}

/** Whose page is told, by the rules of now. */
export interface PageOf {
  readonly account: Account;
  readonly program: Program;
  readonly manager: string;
  readonly lang: Language;
}

export async function myPageOf(ports: PagePorts, page: PageOf): Promise<Omit<MyPage, "notices">> {
  const { account, program, manager } = page;
  const now = ports.flow.clock.now();
  return {
    now,
    timeZone: account.timeZone,
    manager,
    name: nameOf(program, manager),
    ...(await standing(ports.flow, page, now)),
    offers: await offers(ports.flow, page, now),
    ...(await history(ports, page, now)),
  };
}

async function standing(
  { database, desks }: Flow,
  { account, manager, lang }: PageOf,
  now: number,
): Promise<Pick<MyPage, "duty" | "onShift" | "shifts" | "shiftEndsAt" | "queues">> {
  const db = database.kysely;
  const desk = await desks.read(db, account);
  if (desk === null) throw new Error(`${account.id} has a manager and no configuration`);
  const scene: AccountNow = { program: desk.program, state: desk.state, now };
  const index = desk.program.managerIndex.get(manager) ?? 0;
  const last = (await lastDutyChanges(db, account.id)).get(manager);
  return {
    duty: managerDuty(switchOf(desk.state, index), last, { now, lang }),
    ...hours(scene, index),
    queues: myQueues(scene, manager, lang),
  };
}

function hours(
  { program, now }: AccountNow,
  index: number,
): Pick<MyPage, "onShift" | "shifts" | "shiftEndsAt"> {
  const timetable = program.timetables[index] ?? null;
  const onShift = timetable?.covers(now) ?? true;
  return {
    onShift,
    shiftEndsAt: onShift ? (timetable?.nextOff(now) ?? null) : null,
    shifts: timetable === null || timetable.free ? [] : shiftsFrom(timetable, now),
  };
}

/** In their whole length, also of the one that is on. */
function shiftsFrom(timetable: Timetable, now: number): MyPage["shifts"] {
  const until = now + SHIFTS_MS;
  return timetable
    .spans(now - 2 * DAY_MS, until + 2 * DAY_MS)
    .filter(({ from, to }) => to > now && from < until)
    .map(({ from, to }) => ({ from, to }));
}

async function offers(
  { database }: Flow,
  { account, program, manager, lang }: PageOf,
  now: number,
): Promise<MyPage["offers"]> {
  const offered = await offersTo(database.kysely, { account: account.id, manager }, now);
  return offered.map(({ lead, leadName, facts, rule, until }) => ({
    lead,
    leadName,
    leadUrl: leadUrl(account.crmAddress, lead),
    ruleName: rule && ruleName(program, rule),
    facts: leadFacts(facts, lang),
    until,
  }));
}

async function history(
  { flow, programs }: PagePorts,
  page: PageOf,
  now: number,
): Promise<Pick<MyPage, "leads" | "passedOver" | "lost">> {
  const db = flow.database.kysely;
  const { account, program, manager, lang } = page;
  const whose = { account: account.id, manager };
  const rules = rulesOf({ program }, manager).map(({ rule }) => rule.id);
  const dayStart = midnight(now, account.timeZone);
  const own = await ownLeads(db, whose, { dayStart, limit: LEADS_SHOWN });
  const others = await leadsOfOthers(db, whose, { rules, limit: OTHERS_SHOWN });
  const lost = await lostLeads(db, whose, OTHERS_SHOWN);
  const told = async <Told extends ToldDecision, Line>(
    decisions: readonly Told[],
    line: (one: Told, telling: OwnTelling) => Line,
  ): Promise<Line[]> =>
    Promise.all(
      decisions.map(async (one) => {
        const past = await programs.of(account.id, one.record.configurationVersion);
        return line(one, { program: past, manager, crmAddress: account.crmAddress, lang });
      }),
    );
  const passed = await told(others, passedOver);
  return {
    leads: await told(own, (one, telling) => myLead(one, telling, program)),
    passedOver: passed.filter((one) => one !== null),
    lost: await told(lost, lostLead),
  };
}
