import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import type { Today } from "#api/contract/today.ts";
import { midnight } from "#api/midnight.ts";
import { ruleName } from "#api/present/decision-line.ts";
import { queues } from "#api/present/queues.ts";
import { team } from "#api/present/team.ts";
import { warnings } from "#api/present/warnings.ts";
import type { Programs } from "#api/programs.ts";
import type { Language, Teller } from "#api/telling.ts";
import { headline } from "#core/explain/headline.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Flow } from "#flow/flow.ts";
import { leadUrl } from "#flow/lead-url.ts";
import type { Account } from "#store/accounts.ts";
import { attendances, lastDutyChanges } from "#store/availability.ts";
import { decisionsBySeq } from "#store/decisions.ts";
import { poolRules } from "#store/pool.ts";
import type { Db } from "#store/schema.ts";
import { missedInRow, receivedSince, todayCounts, waitingLeads } from "#store/today.ts";

const FEED_LENGTH = 40;
const WAITING_SHOWN = 200;

export interface TodayPorts {
  readonly programs: Programs;
  readonly teller: Teller;
}

export function todayHandlers(flow: Flow, ports: TodayPorts): Pick<Handlers, "getToday"> {
  const db = flow.database.kysely;
  return {
    async getToday({ params, query: { lang } }) {
      const account = await accountOf(db, params.account);
      const now = flow.clock.now();
      const dayStart = midnight(now, account.timeZone);
      const { oldestUndecidedAt, ...counts } = await todayCounts(db, account.id, dayStart);
      return {
        now,
        timeZone: account.timeZone,
        feed: await feedOf(db, { account, lang, teller: ports.teller }),
        ...(await rosterOf(flow, account, { now, dayStart, lang })),
        waiting: await poolOf(db, { account, lang, programs: ports.programs }),
        counts,
        oldestUndecidedAt,
        warnings: warnings(account, { isHooked: flow.hookAddress(account) !== null, lang }),
      };
    },
  };
}

/** The end of the chain is the newest: no search and no count is needed. */
async function feedOf(
  db: Db,
  { account, lang, teller }: { account: Account; lang: Language; teller: Teller },
): Promise<Today["feed"]> {
  const length = Math.min(FEED_LENGTH, account.chainSeq);
  const seqs = Array.from({ length }, (_, index) => account.chainSeq - index);
  const decisions = await decisionsBySeq(db, { account: account.id, seqs });
  return (await teller.lines(account, decisions, lang)).reverse();
}

async function rosterOf(
  { database, desks }: Flow,
  account: Account,
  { now, dayStart, lang }: { now: number; dayStart: number; lang: Language },
): Promise<Pick<Today, "team" | "queues">> {
  const db = database.kysely;
  const desk = await desks.read(db, account);
  if (desk === null) return { team: [], queues: [] };
  const scene = { program: desk.program, state: desk.state, now };
  const rosters = {
    receivedToday: await receivedSince(db, account.id, dayStart),
    attendances: await attendances(db, account.id),
    lastSwitches: await lastDutyChanges(db, account.id),
    missedInRow: await missedInRow(db, account.id),
  };
  const waiting = await poolRules(db, account.id);
  return {
    team: team(scene, rosters, lang),
    queues: queues(scene, new Map(waiting.map((one) => [one.rule, one.waiting]))),
  };
}

async function poolOf(
  db: Db,
  { account, lang, programs }: { account: Account; lang: Language; programs: Programs },
): Promise<Today["waiting"]> {
  const leads = await waitingLeads(db, account.id, WAITING_SHOWN);
  return Promise.all(
    leads.map(async ({ record, missed, offeredTo, ...lead }) => {
      const program = await programs.of(account.id, record.configurationVersion);
      const name = (manager: string) => nameOf(program, manager);
      return {
        ...lead,
        leadUrl: leadUrl(account.crmAddress, lead.lead),
        ruleName: ruleName(program, lead.rule),
        sentence: headline(program, record, lang),
        offeredTo: offeredTo.map(name),
        missedBy: missed.map(name),
      };
    }),
  );
}
