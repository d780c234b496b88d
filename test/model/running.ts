/** The service as the model's happenings drive it: on a real database, on a clock that only they move. */
import { sql } from "kysely";
import type { DecisionRecord, Duty, Facts } from "#core/decision.ts";
import { nothingVerified, verifyPage } from "#flow/verify.ts";
import { chainLinks } from "#store/decisions.ts";
import { knownLeads } from "#store/leads.ts";
import type { Database } from "#store/open-database.ts";
import { dyingAfter, isDeath } from "#test/support/dying-database.ts";
import type { FakeCrm } from "#test/support/fake-crm.ts";
import { switchDuty, World } from "#test/support/flow-world.ts";
import { lineOf } from "./model.ts";
import type { ManagerKey } from "./team.ts";

export class Running {
  readonly world: World;
  readonly #database: Database;

  /** What happened when: told where the service and the model part. */
  readonly diary: string[] = [];

  private constructor(world: World, database: Database) {
    this.world = world;
    this.#database = database;
  }

  static async open(database: Database, text: string): Promise<Running> {
    const running = new Running(await World.open(database, text), database);
    await running.settle();
    return running;
  }

  /** Epoch ms. */
  get now(): number {
    return this.world.clock.now();
  }

  notes(what: string): void {
    this.diary.push(`${new Date(this.now).toISOString()} ${what}`);
  }

  /** Time goes from one thing that is to happen by itself to the next. */
  async passes(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let next = await this.#wake(end); next !== null; next = await this.#wake(end)) {
      this.world.clock.pass(next - this.now);
      await this.settle();
    }
    this.world.clock.pass(end - this.now);
  }

  /** The next moment after now, and until `end`, for which the account's rows ask to be looked at. */
  async #wake(end: number): Promise<number | null> {
    const { account } = this.world;
    const { rows } = await sql<{ at: number | null }>`
      select min(at) as at from (
        select wake_at as at from lead where account_id = ${account}
        union all select watch_at from lead where account_id = ${account}
        union all select shift_at from account where id = ${account}
        union all select shares_at from account where id = ${account}
        union all select due_at from outbox
          where account_id = ${account} and state in ('pending', 'sent')
      ) as due where at > ${this.now} and at <= ${end}`.execute(this.#database.kysely);
    return rows[0]?.at ?? null;
  }

  /** Whatever is due is done; a process that dies on the way is followed by another that goes on. */
  async settle(): Promise<void> {
    for (;;) {
      try {
        await this.world.learn();
        await this.world.decide();
        await this.world.watch();
        await this.world.release();
        await this.world.deliver();
        return;
      } catch (error) {
        this.#replace(error);
      }
    }
  }

  async comes(lead: string, facts: Facts): Promise<void> {
    this.world.crm.put(lead, { facts });
    await this.#told(() => this.world.hook({ kind: "added", lead }));
  }

  async changes(lead: string, change: Parameters<FakeCrm["put"]>[1]): Promise<void> {
    const { responsible } = this.world.crm.put(lead, change);
    const moved = change?.closed === undefined ? {} : ({ moved: true } as const);
    const event = { kind: "changed", lead, responsible, changedAt: this.now, ...moved } as const;
    await this.#told(() => this.world.hook(event));
  }

  async worksOn(lead: string): Promise<void> {
    const activity = { by: "note", user: null } as const;
    await this.#told(() => this.world.hook({ kind: "changed", lead, activity }));
  }

  responsibleFor(lead: string): string | null {
    return this.world.crm.held.get(lead)?.responsible ?? null;
  }

  async turns(manager: ManagerKey, duty: Duty): Promise<void> {
    const { account } = this.world;
    const turn = () =>
      switchDuty(this.world.flow, { account, manager, duty: { duty, until: null } });
    await this.#told(turn);
  }

  /** The process dies after so many more statements. */
  diesAfter(statements: number): void {
    // With its database the process loses what it would have spooled to its own disk.
    const spool = { append: () => Promise.reject(new Error("killed")), replay: async () => 0 };
    this.world.restart({ database: dyingAfter(this.#database, statements), spool });
  }

  /** Every decision as a line, in the order of the chain. */
  async decisions(): Promise<readonly string[]> {
    const wanted = { account: this.world.account, after: 0, limit: 100_000 };
    const links = await chainLinks(this.#database.kysely, wanted);
    return links.map(({ text }) => lineOf(JSON.parse(text) as DecisionRecord));
  }

  /** What is wrong with the history: the chain, a decision that comes out otherwise, or the balances. */
  async flaw(): Promise<object | null> {
    const { account, flow } = this.world;
    let verified = nothingVerified(account);
    for (;;) {
      const page = await verifyPage({ ...flow, database: this.#database }, account, verified);
      if (page === null) throw new Error("there is no such account");
      if (page.done) return page.flaw;
      ({ verified } = page);
    }
  }

  /** Every lead with where the service has it. */
  async places(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await knownLeads(this.#database.kysely, { account: this.world.account, ids });
    return new Map([...known].map(([id, { state, reason }]) => [id, reason ?? state]));
  }

  /** Whatever the CRM or a person says is said again where nobody acknowledged it. */
  async #told(say: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await say();
        return;
      } catch (error) {
        this.#replace(error);
      }
    }
  }

  #replace(error: unknown): void {
    if (!isDeath(error)) throw error;
    this.world.restart();
  }
}
