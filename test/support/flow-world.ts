/** An account in a database, a CRM in memory and a clock that only tests move. */
import type { DecisionRecord } from "#core/decision.ts";
import { type Crm, CrmFailure } from "#crm/port.ts";
import { readConfiguration } from "#document/read.ts";
import { changeDuty, type DutyChange } from "#flow/availability.ts";
import { chainLink, chainStart } from "#flow/chain.ts";
import { connectAccount } from "#flow/connect-account.ts";
import { decideBatch } from "#flow/decide.ts";
import { deliverAccount } from "#flow/deliver.ts";
import { createFlow, type Flow } from "#flow/flow.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import { createIntake, type Intake } from "#flow/intake.ts";
import { learnBatch } from "#flow/learn.ts";
import type { Clock, CrmLogin, FlowPorts, LiveEvent } from "#flow/ports.ts";
import { releaseBatch } from "#flow/release.ts";
import { watchBatch } from "#flow/watch.ts";
import { findAccount } from "#store/accounts.ts";
import { type ChainLink, chainLinks, decisionsOfLead } from "#store/decisions.ts";
import { knownLeads } from "#store/leads.ts";
import { ruleShares } from "#store/ledger.ts";
import type { Database } from "#store/open-database.ts";
import { secretBox } from "#store/secret-box.ts";
import type { Spool } from "#store/spool.ts";
import { FakeCrm, type HookEvent, hookBody } from "./fake-crm.ts";

/** Monday 2 March 2026, 10:00 in Tomsk. */
export const monday10 = Date.UTC(2026, 2, 2, 3);
export const minutes = 60_000;
export const hours = 3_600_000;

export class TestClock implements Clock {
  #now: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now = (): number => this.#now;

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves the clock and runs the timers that are due by then. */
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.at <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
    for (const { run } of due.sort((one, other) => one.at - other.at)) run();
  }

  get pending(): number {
    return this.#timers.length;
  }
}

/** Calls by day and evening shifts; written requests whenever somebody works. */
export const rules = `
version: 1
account: { name: Косметика, timezone: Asia/Tomsk }
managers:
  ursula:   { name: Урсула, crm: 11, schedule: office }
  nadezhda: { name: Надежда, crm: nadezhda@cosmetics.example, schedule: office }
  marina:   { name: Марина, crm: 13, schedule: office }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
rules:
  - name: Звонки
    if: { channel: call }
    method: in_turn
    members: [ursula, nadezhda]
`;

const nobodyListens = { debug() {}, info() {}, warn() {}, error() {} };
const noSpool: Spool = {
  append: () => Promise.reject(new Error("nothing is spooled in this test")),
  replay: async () => 0,
};

export function portsOf(
  database: Database,
  { crm, clock }: { readonly crm: FakeCrm; readonly clock: Clock },
  more: Partial<FlowPorts> = {},
): FlowPorts {
  return {
    database,
    clock,
    log: nobodyListens,
    metrics: { count() {}, observe() {} },
    live: { publish() {} },
    spool: noSpool,
    secrets: secretBox(Buffer.alloc(32, 7)),
    worker: "one",
    connect: () => crm,
    parse(text) {
      const read = readConfiguration(text);
      if (!read.ok) throw new Error(JSON.stringify(read.issues));
      return read.configuration;
    },
    hookAddress: ({ id, hookSecret }) => `http://127.0.0.1/hooks/amo/${id}/${hookSecret}`,
    ...more,
  };
}

interface Opened {
  readonly crm: FakeCrm;
  readonly id: string;
  readonly address: string;
}

/** The CRM of other tests' accounts in the same database: a running service finds those too. */
const elsewhere = () => Promise.reject(new CrmFailure("unavailable", "another test's CRM"));
const othersCrm: Crm = {
  account: elsewhere,
  users: elsewhere,
  pipelines: elsewhere,
  leads: elsewhere,
  responsibles: elsewhere,
  leadIdsChangedSince: elsewhere,
  leadIdsInStage: elsewhere,
  leadsCreated: elsewhere,
  activitiesSince: elsewhere,
  setResponsible: elsewhere,
  subscribe: elsewhere,
  subscription: elsewhere,
  parseWebhook: () => ({ accountId: null, subdomain: null, events: [] }),
};

export class World {
  readonly crm: FakeCrm;
  readonly clock: TestClock;
  readonly live: LiveEvent[] = [];
  readonly account: string;
  readonly address: string;
  readonly database: Database;
  flow: Flow;
  intake: Intake;

  private constructor(database: Database, clock: TestClock, opened: Opened) {
    this.database = database;
    this.clock = clock;
    this.crm = opened.crm;
    this.account = opened.id;
    this.address = opened.address;
    this.flow = createFlow(this.ports());
    this.intake = createIntake(this.flow);
  }

  /** Connects the account at ten on a Monday and imports `text`. */
  static async open(database: Database, text: string = rules): Promise<World> {
    const clock = new TestClock(monday10);
    const crm = new FakeCrm(clock.now);
    crm.people = [
      person("1", "robot@cosmetics.example"),
      person("11", "ursula@cosmetics.example"),
      person("12", "Nadezhda@Cosmetics.example"),
      person("13", "marina@cosmetics.example"),
    ];
    const flow = createFlow(portsOf(database, { crm, clock }));
    // Every world has an address of its own, so that many fit into one database.
    const address = `https://${crypto.randomUUID()}.example`;
    const { id } = await connectAccount(flow, { address, token: "secret", headers: {} });
    await importConfiguration(flow, { account: id, text, by: "test" });
    clock.pass(1_000);
    return new World(database, clock, { crm, id, address });
  }

  ports(more: Partial<FlowPorts> = {}): FlowPorts {
    const live = { publish: (_account: string, event: LiveEvent) => void this.live.push(event) };
    const connect = ({ address }: CrmLogin) => (address === this.address ? this.crm : othersCrm);
    return portsOf(this.database, this, { live, connect, ...more });
  }

  /** The process dies, and another begins on the same database. */
  restart(more: Partial<FlowPorts> = {}): void {
    this.flow = createFlow(this.ports(more));
    this.intake = createIntake(this.flow);
  }

  async hook(...events: HookEvent[]): Promise<void> {
    await this.intake.webhook({ account: this.account, body: hookBody(...events) });
  }

  /** A lead appears in the CRM, which tells of it. */
  async comes(id: string, more: Parameters<FakeCrm["put"]>[1] = {}): Promise<void> {
    this.crm.put(id, more);
    await this.hook({ kind: "added", lead: id });
  }

  async decide(): Promise<void> {
    while ((await decideBatch(this.flow, this.account)) > 0);
  }

  async release(): Promise<void> {
    while ((await releaseBatch(this.flow, this.account)) > 0);
  }

  async watch(): Promise<void> {
    while ((await watchBatch(this.flow, this.account)) > 0);
  }

  /** Shares by sales are concluded anew, where that is due. */
  async learn(): Promise<void> {
    await learnBatch(this.flow, this.account);
  }

  async deliver(): Promise<void> {
    await deliverAccount(this.flow, this.account);
  }

  /** `state owner`, or why it is ignored. */
  async standing(id: string): Promise<string> {
    const known = await knownLeads(this.database.kysely, { account: this.account, ids: [id] });
    const lead = known.get(id);
    if (lead === undefined) return "unknown";
    const state = lead.state === "ignored" ? `ignored: ${lead.reason}` : lead.state;
    return `${state}, owner ${lead.owner}, delivery ${lead.delivery?.state ?? "none"}`;
  }

  /** The lead's decisions as `cause kind manager`. */
  async decisions(id: string): Promise<readonly string[]> {
    const account = this.account;
    const chain = await decisionsOfLead(this.database.kysely, { account, lead: id });
    return chain.map(({ cause, kind, manager }) => `${cause} ${kind} ${manager}`);
  }
}

/** The head of sales moves somebody's switch, without a word. */
export async function switchDuty(
  flow: Flow,
  change: Pick<DutyChange, "account" | "manager" | "duty">,
): Promise<boolean> {
  return changeDuty(flow, { ...change, by: { kind: "head", name: "head" }, why: null });
}

/** What must hold whatever happened: what does not, in words. */
export async function broken(world: World): Promise<readonly string[]> {
  const db = world.database.kysely;
  const links = await chainLinks(db, { account: world.account, after: 0, limit: 10_000 });
  const records = links.map(({ text }) => JSON.parse(text) as DecisionRecord);
  const account = await findAccount(db, world.account);
  const decided = Map.groupBy(
    records.filter(({ cause }) => cause === "new"),
    ({ lead }) => lead,
  );
  const received = receivedBy(records);
  const shares = await ruleShares(db, world.account);
  return [
    ...[...world.crm.held.keys()].flatMap((lead) => {
      const times = decided.get(lead)?.length ?? 0;
      return times === 1 ? [] : [`lead ${lead} was decided ${times} times`];
    }),
    ...shares
      .filter(({ rule, manager, received: stored }) => {
        return stored !== (received.get(`${rule} ${manager}`) ?? 0);
      })
      .map((share) => `${share.manager}: the ledger says ${share.received}, the history does not`),
    ...brokenLinks(world.account, links, account?.chainHash),
  ];
}

/** How many leads of a rule each has received; what was turned back he has not. */
function receivedBy(records: readonly DecisionRecord[]): ReadonlyMap<string, number> {
  const received = new Map<string, number>();
  const add = (of: Pick<DecisionRecord, "rule" | "manager">, leads: number) => {
    const key = `${of.rule} ${of.manager}`;
    received.set(key, (received.get(key) ?? 0) + leads);
  };
  for (const record of records) {
    // A move that was undone and had turned nothing back leaves what the lead had cost before.
    if (record.kind === "assigned" && record.move?.restores !== null) add(record, 1);
    const turned = record.move?.turnedBack;
    if (turned !== undefined) add(turned, -1);
  }
  return received;
}

function brokenLinks(account: string, links: readonly ChainLink[], end: string | undefined) {
  const problems: string[] = [];
  let previous = chainStart(account);
  for (const { seq, text, hash } of links) {
    if (chainLink(previous, text) !== hash) problems.push(`link ${seq} is broken`);
    previous = hash;
  }
  return previous === end ? problems : [...problems, "the account does not know its chain's end"];
}

const person = (id: string, email: string) => ({
  id,
  name: email,
  email,
  group: null,
  active: true,
  admin: id === "1",
});
