/** Leads that somebody has, and what happens to them by clock and by hand. */
import { expect } from "vitest";
import { importConfiguration } from "#flow/import-configuration.ts";
import { nothingVerified, verifyPage } from "#flow/verify.ts";
import { noticesAfter } from "#store/notices.ts";
import type { Database } from "#store/open-database.ts";
import { broken, World } from "./flow-world.ts";

/** Ursula by day, Nadezhda and Marina into the evening; calls go to whoever is there. */
export const shifts = (more: string, members = "[ursula, nadezhda, marina]") => `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula:   { name: Урсула, crm: 11, schedule: day }
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example, schedule: late }
  marina:   { name: Марина, crm: 13, schedule: late }
schedules:
  day:  { weekly: { mon-fri: "09:00-18:00" } }
  late: { weekly: { mon-fri: "12:00-21:00" } }
rules:
  - name: Звонки
    if: { channel: call }
    method: in_turn
    members: ${members}
    ${more}
`;
export const within = (more: string) => shifts(`taken: { within: 15m, warn: 10m${more} }`);

export class WatchedWorld {
  readonly world: World;

  private constructor(world: World) {
    this.world = world;
  }

  /** Leads come and are decided; at ten only Ursula is there. */
  static async open(
    database: Database,
    text: string,
    leads: readonly string[] = [],
  ): Promise<WatchedWorld> {
    const watched = new WatchedWorld(await World.open(database, text));
    await watched.world.watch();
    await watched.come(...leads);
    return watched;
  }

  async come(...leads: readonly string[]): Promise<void> {
    for (const lead of leads) await this.world.comes(lead);
    await this.world.decide();
    await this.world.deliver();
  }

  /** Time passes, and what is due by then is done. */
  async passes(ms: number): Promise<void> {
    const { world } = this;
    world.clock.pass(ms);
    await world.deliver();
    await world.watch();
    await world.release();
    await world.deliver();
  }

  /** In the CRM something happens to a lead, and the CRM tells of it. */
  async happens(lead: string, more: Parameters<World["comes"]>[1]): Promise<void> {
    this.world.crm.put(lead, more);
    await this.world.hook({ kind: "changed", lead, changedAt: this.world.clock.now() });
    await this.world.decide();
  }

  /** A user calls the client. @param at epoch ms */
  async calls(lead: string, user: string | null, at = this.world.clock.now()): Promise<void> {
    await this.world.hook({ kind: "changed", lead, activity: { by: "call", user }, changedAt: at });
    await this.world.decide();
  }

  /** The lead's last decision, as `cause kind manager`. */
  async last(lead: string): Promise<string> {
    return (await this.world.decisions(lead)).at(-1) ?? "none";
  }

  async holder(lead: string): Promise<string> {
    return (await this.last(lead)).split(" ").at(-1) ?? "";
  }

  /** What people were told, as `kind → recipient`; those of `assigned` are left out. */
  async notices(): Promise<readonly string[]> {
    const { database, account } = this.world;
    const told = await noticesAfter(database.kysely, { account, after: 0 });
    return told
      .filter(({ kind }) => kind !== "assigned")
      .map(({ kind, manager }) => `${kind} → ${manager ?? "head"}`);
  }

  async imports(text: string): Promise<void> {
    const { flow, account } = this.world;
    await importConfiguration(flow, { account, text, by: "test" });
  }

  /** The history is whole, adds up, and comes out the same again. */
  async expectWhole(): Promise<void> {
    const { flow, account } = this.world;
    expect(await broken(this.world)).toEqual([]);
    let page = await verifyPage(flow, account, nothingVerified(account));
    while (page?.done === false) page = await verifyPage(flow, account, page.verified);
    expect(page?.flaw).toBeNull();
  }
}
