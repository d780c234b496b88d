/**
 * What an account did before anybody came to share out its leads: months of leads that went round in
 * turn, each won or lost by whoever had it after some days, or open still. Nothing is announced, for
 * nobody listened then.
 */
import type { AccountControl } from "./control/account-control.ts";
import { placeLead } from "./crm/leads.ts";
import { drawOne, type Random, seededRandom } from "./random.ts";
import { drawReason, partSold, sellersOf } from "./staff.ts";
import type { Account, Status, User } from "./state/account.ts";
import { mainPipeline, statusOfKind, unixNow } from "./state/look-up.ts";
import { sourcesOf, trafficProfiles } from "./traffic-words.ts";

export interface PastOptions {
  /** Subdomain. */
  readonly account: string;
  readonly months: number;
  /** Leads a month of thirty days. */
  readonly perMonth: number;
  readonly profile: keyof typeof trafficProfiles;
  /** Epoch ms at which the past ends; absent: now. */
  readonly until?: number;
  readonly seed?: number;
}

const DAY_SECONDS = 86_400;
const MONTH_DAYS = 30;
/** Half of the deals are closed within a week. */
const MEDIAN_DAYS = 7;
/** Below the numbers that come from the clock, which begin in 2025. */
const FIRST_ID = 10_000_000;
/** Of one whose request names none. */
const USUAL_PRICE = 9_900;

/** Gives the ids of the leads, oldest first. */
export function addPast(
  sandbox: { control(account: string): AccountControl },
  { account: subdomain, months, perMonth, profile, until, seed = 1 }: PastOptions,
): readonly number[] {
  const { account } = sandbox.control(subdomain).tenant;
  const random = seededRandom(seed);
  const sellers = sellersOf(account);
  const now = until === undefined ? unixNow(account) : Math.floor(until / 1_000);
  const moments = Array.from({ length: months * perMonth }, () =>
    Math.floor(now - random() * months * MONTH_DAYS * DAY_SECONDS),
  ).sort((one, other) => one - other);
  const past = { account, random, sellers, profile, now };
  return moments.map((createdAt, place) => {
    const seller = sellers[place % sellers.length]?.id ?? 0;
    return placeOld(past, { id: FIRST_ID + place, createdAt, seller });
  });
}

interface Past {
  readonly account: Account;
  readonly random: Random;
  readonly sellers: readonly User[];
  readonly profile: PastOptions["profile"];
  /** Unix seconds. */
  readonly now: number;
}

interface OldLead {
  readonly id: number;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly seller: number;
}

function placeOld(
  { account, random, sellers, profile, now }: Past,
  { id, createdAt, seller }: OldLead,
): number {
  const { title, price } = drawOne(random, trafficProfiles[profile].requests);
  const end = random() < partSold(sellers, seller) ? "won" : "lost";
  const closedAt = Math.floor(createdAt + daysToClose(random) * DAY_SECONDS);
  const isClosed = closedAt <= now;
  const lead = placeLead(account, {
    id,
    name: title,
    price: price === 0 ? USUAL_PRICE : price,
    statusId: stageOf(account, isClosed ? end : "open"),
    responsibleUserId: seller,
    createdBy: 0,
    createdAt,
    source: drawOne(random, [...sourcesOf.forms, ...sourcesOf.chats]),
  });
  lead.closedAt = isClosed ? closedAt : null;
  lead.updatedAt = lead.closedAt ?? createdAt;
  if (isClosed && end === "lost") lead.lossReasonId = drawReason(random).id;
  return id;
}

function stageOf(account: Account, kind: Status["kind"]): number | undefined {
  return statusOfKind(mainPipeline(account), kind)?.id;
}

/** Lognormal, by the sum of twelve uniform numbers. */
function daysToClose(random: Random): number {
  let normal = -6;
  for (let drawn = 0; drawn < 12; drawn += 1) normal += random();
  return MEDIAN_DAYS * Math.exp(normal);
}
