/**
 * The people of an account at work: whoever is responsible for a lead calls or writes after a while,
 * moves it on, and some day it is won or lost. Some leads are left lying, as in life.
 */
import type { AccountControl } from "./control/account-control.ts";
import type { WorkRequest } from "./control/work.ts";
import { isClosed } from "./crm/leads.ts";
import { drawOne, drawWeighted, type Random, seededRandom } from "./random.ts";
import type { Account, Lead, User } from "./state/account.ts";
import { type LossReason, lossReasons } from "./state/loss-reasons.ts";

export interface StaffOptions {
  /** Subdomain. */
  readonly account: string;
  /** From being responsible to the first call, on average. */
  readonly takeMs: number;
  /** From the first call to the end of the deal, on average. */
  readonly closeMs: number;
  /** Part of the leads that whoever has them never begins with, 0 to 1. */
  readonly missed?: number;
  readonly seed?: number;
}

export interface Staff {
  stop(): void;
}

/** What is planned with a lead by whoever has it. */
interface Plan {
  readonly user: number;
  readonly takeAt: number;
  closeAt: number | null;
}

const lookMs = 500;
/** The best sells this part of his leads, the last in the list this part. */
const bestSells = 0.24;
const worstSells = 0.06;

/** @param now epoch ms; the plans are kept by it */
export function startStaff(
  sandbox: { control(account: string): AccountControl },
  options: StaffOptions,
  now: () => number = Date.now,
): Staff {
  const staff = new People(sandbox.control(options.account), options);
  const timer = setInterval(() => staff.work(now()), lookMs);
  return { stop: () => clearInterval(timer) };
}

export class People {
  readonly #control: AccountControl;
  readonly #options: StaffOptions;
  readonly #random: Random;
  readonly #plans = new Map<number, Plan>();
  #latest = 0;

  constructor(control: AccountControl, options: StaffOptions) {
    this.#control = control;
    this.#options = options;
    this.#random = seededRandom(options.seed ?? 1);
  }

  /** Everybody does what is due at `now` (epoch ms). */
  work(now: number): void {
    const { account } = this.#control.tenant;
    for (const lead of account.leads.values()) {
      if (lead.id <= this.#latest && !this.#plans.has(lead.id)) continue;
      this.#latest = Math.max(this.#latest, lead.id);
      if (lead.deleted || isClosed(account, lead)) this.#plans.delete(lead.id);
      else this.#attend(lead, now);
    }
  }

  #attend(lead: Lead, now: number): void {
    const user = lead.responsibleUserId;
    const plan = this.#plans.get(lead.id);
    if (plan === undefined || plan.user !== user) {
      // Nobody's lead, and the administrator's, waits for the day on which it is given to somebody.
      const worker = this.#sellers().some(({ id }) => id === user);
      this.#plans.set(lead.id, this.#planOf(user, worker ? now : Number.POSITIVE_INFINITY));
    } else if (plan.closeAt === null) {
      if (now >= plan.takeAt) this.#begin(lead, plan, now);
    } else if (now >= plan.closeAt) this.#close(lead, user);
  }

  #planOf(user: number, now: number): Plan {
    const { takeMs, missed = 0 } = this.#options;
    const takes = this.#random() >= missed;
    const takeAt = takes ? now + this.#after(takeMs) : Number.POSITIVE_INFINITY;
    return { user, takeAt, closeAt: null };
  }

  #begin(lead: Lead, plan: Plan, now: number): void {
    const kind = drawOne<WorkRequest["kind"]>(this.#random, ["call", "call", "message", "note"]);
    this.#control.work(lead.id, { kind, as: plan.user });
    plan.closeAt = now + this.#after(this.#options.closeMs);
  }

  #close(lead: Lead, user: number): void {
    const isSold = this.#random() < partSold(this.#sellers(), user);
    const end = isSold
      ? { stage: "won" }
      : { stage: "lost", lossReason: drawReason(this.#random).name };
    this.#control.changeLead(lead.id, { as: user, ...end });
    this.#plans.delete(lead.id);
  }

  #sellers(): readonly User[] {
    return sellersOf(this.#control.tenant.account);
  }

  #after(meanMs: number): number {
    return -Math.log(1 - this.#random()) * meanMs;
  }
}

/** Everybody who works on leads. */
export function sellersOf({ users }: Account): readonly User[] {
  return [...users.values()].filter(({ admin, active }) => active && !admin);
}

/** The part of his leads that a seller wins, 0 to 1. */
export function partSold(sellers: readonly User[], user: number): number {
  const place = sellers.findIndex(({ id }) => id === user) / Math.max(1, sellers.length - 1);
  return bestSells - (bestSells - worstSells) * place;
}

export function drawReason(random: Random): LossReason {
  return drawWeighted(
    random,
    lossReasons.map((reason) => ({ item: reason, weight: reason.weight })),
  );
}
