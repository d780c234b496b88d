/**
 * A world of real arrivals: a file of leads as JSON lines, `{"at", "source", "owner", "status"}`,
 * where `converted` is a sale. Its arrivals, its mix of sources with their conversions, and its
 * people with theirs, as far as the file tells; luck, delays and comfort are simulated.
 */
import { readFileSync } from "node:fs";
import { parseInstant } from "#core/time.ts";
import type { Desk, Place } from "#sim/conversion-world/desk.ts";
import { mainPlan } from "#sim/conversion-world/scenarios.ts";
import { DAY_MS, drawWorld, type World, type WorldPlan } from "#sim/conversion-world/world.ts";

interface Lead {
  readonly at: number;
  readonly source: string;
  readonly owner: string;
  readonly isSold: boolean;
}

export interface RealWorld {
  readonly name: string;
  readonly plan: WorldPlan;
  readonly draw: (seed: number) => World;
  /** Everybody's leads as they went in truth. */
  readonly asItWas: Desk;
}

/** Leads younger than this at the end of the file may still be sold. */
const MATURE_DAYS = 60;
/** Owners of fewer leads are no part of the team. */
const FEWEST_LEADS = 50;
/** Expected sales that an owner's own figure has to outweigh. */
const SHRINKAGE = 10;
/** Comfortable leads a month for an equal share of one. */
const COMFORT = 1.7;

export function realWorlds(file: string): readonly RealWorld[] {
  const leads = readLeads(file);
  const owners = frequent(leads.map(({ owner }) => owner));
  const team = leads.filter(({ owner }) => owners.includes(owner));
  const last = team.at(-1)?.at ?? 0;
  const mature = team.filter(({ at }) => at < last - MATURE_DAYS * DAY_MS);
  const sources = [...new Set(team.map(({ source }) => source))].sort();
  const rateOf = new Map(sources.map((source) => [source, soldOf(mature, source)]));
  const strengths = owners.map((owner) => {
    const own = mature.filter((lead) => lead.owner === owner);
    const expected = own.reduce((sum, { source }) => sum + (rateOf.get(source) ?? 0), 0);
    return (own.filter(({ isSold }) => isSold).length + SHRINKAGE) / (expected + SHRINKAGE);
  });
  const usual = mature.filter(({ isSold }) => isSold).length / mature.length;
  const from = team[0]?.at ?? 0;
  const days = (last - from) / DAY_MS + 1;
  const leadsAMonth = (team.length * 30) / days;
  const arrivals = team.map(({ at, source }) => ({
    day: (at - from) / DAY_MS,
    source: sources.indexOf(source),
  }));
  const plan: WorldPlan = {
    ...mainPlan,
    members: owners.length,
    months: days / 30,
    leadsAMonth,
    comfort: (COMFORT * leadsAMonth) / owners.length,
    sources: sources.map((source) => ({
      part: team.filter((lead) => lead.source === source).length / team.length,
      quality: (rateOf.get(source) ?? usual) / usual,
    })),
  };
  const draw = (curve: WorldPlan["curve"]) => (seed: number) =>
    withRates(
      drawWorld({ ...plan, curve }, seed, arrivals),
      strengths.map((strength) => usual * strength),
    );
  const asItWas = following(team.map(({ owner }) => owners.indexOf(owner)));
  return (["none", "saturating"] as const).map((curve) => ({
    name: curve === "none" ? "real arrivals, no load effect" : "real arrivals",
    plan: { ...plan, curve },
    draw: draw(curve),
    asItWas,
  }));
}

function readLeads(file: string): readonly Lead[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const { at, source, owner, status } = JSON.parse(line) as Record<string, string | undefined>;
      return {
        at: parseInstant(at ?? "") ?? Number.NaN,
        source: groupOf(source ?? ""),
        owner: owner ?? "",
        isSold: status === "converted",
      };
    });
}

/** Sources that a sales team speaks of, from the many that are written. */
function groupOf(source: string): string {
  if (/referral|recommendation|existing|personal/i.test(source)) return "referral";
  if (/chat/i.test(source)) return "chat";
  if (/^call$/i.test(source)) return "call";
  return /website/i.test(source) ? "website" : "other";
}

function frequent(owners: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts]
    .filter(([owner, leads]) => owner !== "" && leads >= FEWEST_LEADS)
    .map(([owner]) => owner)
    .sort();
}

function soldOf(leads: readonly Lead[], source: string): number {
  const own = leads.filter((lead) => lead.source === source);
  return own.filter(({ isSold }) => isSold).length / Math.max(1, own.length);
}

/** The drawn people with the conversions that the file tells; what is believed moves with them. */
function withRates(world: World, rates: readonly number[]): World {
  const people = world.people.map((person, place) => {
    const rate = rates[place] ?? person.rate;
    return { ...person, rate, belief: (person.belief * rate) / person.rate };
  });
  return { ...world, people };
}

function following(owners: readonly Place[]): Desk {
  return {
    give: ({ lead }) => owners[lead] ?? 0,
    imported: () => {},
    told: () => {},
    night: () => {},
  };
}
