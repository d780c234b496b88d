/** What the bot's people ask about: who has what, and whose turn comes when. */
import { couldReceive, dutyAt } from "#core/eligibility.ts";
import type { Language } from "#core/explain/language.ts";
import { clock } from "#core/explain/moment.ts";
import { obstacleSentence } from "#core/explain/verdict.ts";
import { convene } from "#core/panel.ts";
import { nextInLine } from "#core/queue.ts";
import { civilAt } from "#core/time.ts";
import { type Account, findAccount } from "#store/accounts.ts";
import { openLeadsOf } from "#store/leads.ts";
import type { OwnManager } from "#store/people.ts";
import type { Desk } from "./desks.ts";
import type { Flow } from "./flow.ts";
import type { QueueLine, WhoLine } from "./notify-bot-words.ts";
import { zoneOf } from "./zone-of.ts";

/** A moment of the same day or so, as «18:05». */
function timeOf(at: number, timeZone: string): string {
  return clock(civilAt(at, timeZone).minute);
}

/** When something ends, as the manager's clock shows it; null: nothing tells. */
export async function endOf(
  { database, desks }: Flow,
  { account: id, key }: OwnManager,
  at: number | null,
): Promise<string | null> {
  const account = at === null ? null : await findAccount(database.kysely, id);
  if (at === null || account === null) return null;
  const program = await desks.program(database.kysely, account);
  return timeOf(at, zoneOf(account, program, key));
}

/** Everybody who can receive leads at all; null before the first configuration. */
export async function whoHasWhat(
  { database, desks, clock: time }: Flow,
  account: Account,
): Promise<readonly WhoLine[] | null> {
  const desk = await desks.read(database.kysely, account);
  if (desk === null) return null;
  const { holders, program, state } = desk;
  const open = new Map<string, number>();
  for (const [holder, leads] of await openLeadsOf(database.kysely, account.id)) {
    const manager = holders.get(holder);
    if (manager !== undefined) open.set(manager, leads);
  }
  const now = time.now();
  return program.managers.flatMap(({ key, name }, index) =>
    state.blocked[index]
      ? []
      : [{ name, ...standing(desk, { index, now, account }), open: open.get(key) ?? 0 }],
  );
}

function standing(
  { program, state }: Desk,
  { index, now, account }: { index: number; now: number; account: Account },
): Pick<WhoLine, "state" | "until"> {
  const until = (at: number | null) => (at === null ? null : timeOf(at, account.timeZone));
  const timetable = program.timetables[index] ?? null;
  if (timetable !== null && !timetable.covers(now)) return { state: "off_shift", until: null };
  const switched = state.duty[index];
  const duty = switched === undefined ? "online" : dutyAt(switched, now);
  if (duty === "paused") return { state: "paused", until: until(switched?.until ?? null) };
  if (duty === "offline") return { state: "off_duty", until: null };
  return { state: "on", until: until(timetable?.nextOff(now) ?? null) };
}

/** A manager's place in every live rule of which he is a member. */
export async function placesOf(
  { database, desks, clock: time }: Flow,
  asked: { readonly account: Account; readonly manager: string },
  lang: Language,
): Promise<readonly QueueLine[]> {
  const desk = await desks.read(database.kysely, asked.account);
  if (desk === null) return [];
  const { program, state } = desk;
  const now = time.now();
  return program.rules.flatMap((compiled) => {
    const { rule, window } = compiled;
    if (rule.mode !== "live" || !window.covers(now)) return [];
    const { members } = convene(compiled, state, { at: now });
    const own = members.find(({ manager }) => manager === asked.manager);
    if (own === undefined) return [];
    const line = nextInLine(program, state, { rule: rule.id, at: now });
    const place = line.findIndex(({ manager }) => manager === asked.manager);
    const before = place === -1 ? line.length : place;
    const obstacle = obstacleSentence(program, { member: own, at: now }, lang);
    return [{ rule: rule.name, before: couldReceive(own.verdict) ? before : null, obstacle }];
  });
}
