/** An account whose head moves leads by hand. */
import { expect } from "vitest";
import { snapshotOf } from "#core/state.ts";
import { type MoveOrder, startMove, undoMove } from "#flow/moves.ts";
import { moveBatch } from "#flow/moves-batch.ts";
import { nothingVerified, verifyPage } from "#flow/verify.ts";
import { findAccount } from "#store/accounts.ts";
import { knownLeads } from "#store/leads.ts";
import { findMove, type StoredMove } from "#store/moves.ts";
import type { Database } from "#store/open-database.ts";
import { broken, World } from "./flow-world.ts";

/** Everybody is there by day; limits and loads are counted. */
export const team = (more = "") => `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula:   { name: Урсула, crm: 11, schedule: office }
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example, schedule: office }
  marina:   { name: Марина, crm: 13, schedule: office, limits: { day: 99 } }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
rules:
  - name: Звонки
    if: { channel: call }
    method: in_turn
    members: [ursula, nadezhda, marina]
    limits: { member: { open: 99 } }
${more}
  - name: Почта
    if: { channel: written }
    method: priority
    members: { marina: 3, nadezhda: 1 }
`;

const by = { kind: "head", name: "boss" } as const;

export class MovingWorld {
  readonly world: World;

  private constructor(world: World) {
    this.world = world;
  }

  static async open(database: Database, text: string = team()): Promise<MovingWorld> {
    return MovingWorld.of(await World.open(database, text));
  }

  static of(world: World): MovingWorld {
    return new MovingWorld(world);
  }

  /** So many calls, shared out by the rules. */
  async receives(calls: number): Promise<void> {
    const ids = Array.from({ length: calls }, (_, index) => `${index}`);
    for (const id of ids) this.world.crm.put(id);
    await this.world.hook(...ids.map((lead) => ({ lead })));
    await this.world.decide();
  }

  async come(leads: readonly string[], more: Parameters<World["comes"]>[1] = {}): Promise<void> {
    for (const lead of leads) await this.world.comes(lead, more);
    await this.world.decide();
    await this.world.deliver();
  }

  order(
    selection: MoveOrder["selection"],
    how: MoveOrder["how"]["how"],
    more: Partial<MoveOrder["how"] & Pick<MoveOrder, "why">> = {},
  ): MoveOrder {
    const { why = "ушла в отпуск", ...rest } = more;
    const terms = { how, costsTurn: true, turnBack: true, together: false, ...rest };
    return { account: this.world.account, selection, how: terms, by, why };
  }

  /** Moves, and delivers what was moved. */
  async moves(order: MoveOrder): Promise<StoredMove> {
    const { id } = await startMove(this.world.flow, order);
    await this.works();
    return this.found(id);
  }

  async works(): Promise<void> {
    const { flow, account } = this.world;
    while ((await moveBatch(flow, account)) > 0);
    await this.world.deliver();
  }

  async undo(move: number): Promise<StoredMove | string> {
    const { flow, account } = this.world;
    const undone = await undoMove(flow, { account, move, by: { kind: "head", name: "deputy" } });
    if (undone.kind !== "undoing") return undone.kind;
    await this.works();
    return this.found(move);
  }

  async found(id: number): Promise<StoredMove> {
    const { database, account } = this.world;
    const move = await findMove(database.kysely, { account, move: id });
    if (move === null) throw new Error("there is no such move");
    return move;
  }

  async leads(...ids: readonly string[]) {
    const { database, account } = this.world;
    return [...(await knownLeads(database.kysely, { account, ids })).values()];
  }

  /** Who has each lead by a decision. */
  async holders(...ids: readonly string[]): Promise<readonly (string | null)[]> {
    const known = new Map((await this.leads(...ids)).map((lead) => [lead.id, lead]));
    return ids.map((id) => known.get(id)?.givenTo ?? null);
  }

  async last(lead: string): Promise<string> {
    return (await this.world.decisions(lead)).at(-1) ?? "none";
  }

  /** Whatever the next decision depends on, as a process that begins anew knows it. */
  async state() {
    const { database, account, flow } = this.world;
    const found = await findAccount(database.kysely, account);
    const desk = found === null ? null : await flow.desks.read(database.kysely, found);
    if (desk === null) throw new Error("there are no rules");
    const { lastAt: _, received = [], ...rest } = snapshotOf(desk.state);
    const shares = await database.kysely
      .selectFrom("ledger_share")
      .select(["ledger", "rule", "manager", "received", "due", "balance"])
      .where("account_id", "=", account)
      .where((where) => where.or([where("received", "<>", 0), where("due", "<>", 0)]))
      .orderBy("ledger")
      .orderBy("rule")
      .orderBy("manager")
      .execute();
    const order = received.map((one) => JSON.stringify(one)).sort();
    return { ...rest, received: order, shares };
  }

  /** What a process keeps in memory is what the tables say. */
  async expectRemembered(): Promise<void> {
    const { database, account, flow } = this.world;
    const found = await findAccount(database.kysely, account);
    if (found === null) throw new Error("there is no account");
    const [kept, stored] = await database.kysely.transaction().execute(async (tx) => {
      const kept = await flow.desks.take(tx, found);
      return [kept, await flow.desks.read(tx, found)];
    });
    if (kept === null || stored === null) throw new Error("there are no rules");
    const plain = ({ state }: typeof kept) => {
      const { received = [], ...rest } = snapshotOf(state);
      return { ...rest, received: received.map((one) => JSON.stringify(one)).sort() };
    };
    expect(plain(kept)).toEqual(plain(stored));
    flow.desks.keep(found, kept, found.stateVersion);
  }

  /** The history is whole, adds up, and comes out the same again. */
  async expectWhole(): Promise<void> {
    const { flow, account } = this.world;
    expect(await broken(this.world)).toEqual([]);
    await this.expectRemembered();
    let page = await verifyPage(flow, account, nothingVerified(account));
    while (page?.done === false) page = await verifyPage(flow, account, page.verified);
    expect(page?.flaw).toBeNull();
  }
}
