/**
 * Many accounts in one process, and whether one of them can be a nuisance to the others:
 *
 *   npm run bench:accounts                    1,000 accounts on PGlite, 10 leads a second over all
 *   npm run bench:accounts -- --accounts 200 --rate 20 --engine PostgreSQL
 *
 * Each has 14 managers and 6 rules, and a CRM in memory that answers at once and tells of what we
 * write; all are swept once a minute. Quiet stretches and stretches in which one account receives a
 * hundred times as much as each of the others take turns. What is measured is the time from a webhook's
 * arrival until the manager stands in the CRM.
 */
import { parseArgs } from "node:util";
import { type RunningFlow, startFlow } from "#flow/service.ts";
import type { Database } from "#store/open-database.ts";
import { type FakeCrm, hookBody } from "#test/support/fake-crm.ts";
import { portsOf } from "#test/support/flow-world.ts";
import { clock, leadsAppear, openBusyAccount, openCrm } from "./busy-account.ts";
import { engines } from "./fresh-database.ts";
import { pace } from "./pace.ts";
import { median, reportOf } from "./report.ts";

const { values } = parseArgs({
  options: {
    accounts: { type: "string" },
    rate: { type: "string" },
    rounds: { type: "string" },
    engine: { type: "string" },
  },
});
const count = Number(values.accounts ?? 1_000);
/** Leads a second over all accounts. */
const rate = Number(values.rate ?? 10);
const rounds = Number(values.rounds ?? 5);
const engine = engines.find(({ name }) => name === (values.engine ?? "PGlite"));
const STRETCH_S = 20;
const NOISE = 100;

interface Place {
  readonly account: string;
  readonly address: string;
  readonly crm: FakeCrm;
  leads: number;
}

class Town {
  readonly #service: RunningFlow;
  readonly #crms = new Map<string, FakeCrm>();
  /** By address. */
  readonly #accounts = new Map<string, string>();
  readonly places: Place[] = [];
  /** By CRM and lead: when its webhook arrived. */
  readonly #arrived = new Map<string, number>();
  /** Milliseconds until the manager stood in the CRM, of all accounts but the noisy one. */
  delays: number[] = [];

  constructor(database: Database) {
    const ports = portsOf(database, { crm: openCrm(), clock });
    const connect = ({ address }: { readonly address: string }) => this.#crmAt(address);
    this.#service = startFlow({ ...ports, connect });
  }

  async open(): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const address = `https://${index}.example`;
      const account = await openBusyAccount(this.#service.flow, { address });
      this.#accounts.set(address, account);
      this.places.push({ account, address, crm: this.#crmAt(address), leads: 0 });
    }
    await this.#service.idle();
  }

  #crmAt(address: string): FakeCrm {
    const known = this.#crms.get(address);
    if (known !== undefined) return known;
    const crm = openCrm();
    const write = crm.setResponsible.bind(crm);
    crm.setResponsible = async (assignments) => {
      const written = await write(assignments);
      for (const lead of written) this.#served(`${address} ${lead}`);
      // The CRM tells of our own writes too.
      const told = assignments.map(({ lead, user: responsible }) => {
        return { kind: "responsible", lead, responsible, changedAt: Date.now() } as const;
      });
      const account = this.#accounts.get(address);
      if (account !== undefined) {
        void this.#service.intake.webhook({ account, body: hookBody(...told) });
      }
      return written;
    };
    this.#crms.set(address, crm);
    return crm;
  }

  #served(key: string): void {
    const arrived = this.#arrived.get(key);
    this.#arrived.delete(key);
    if (arrived !== undefined) this.delays.push(performance.now() - arrived);
  }

  /** @param isWatched whether its delay counts */
  arrive(place: Place, isWatched: boolean): void {
    const [body = ""] = leadsAppear(place.crm, place.leads, 1);
    if (isWatched) this.#arrived.set(`${place.address} ${place.leads}`, performance.now());
    place.leads += 1;
    void this.#service.intake.webhook({ account: place.account, body });
  }

  idle = () => this.#service.idle();
  close = () => this.#service.close();
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** @returns the delays of all accounts but the first */
async function stretch(town: Town, isNoisy: boolean): Promise<readonly number[]> {
  const [noisy, ...others] = town.places;
  town.delays = [];
  const each = rate / count;
  const noise = isNoisy ? Math.round(NOISE * each * STRETCH_S) : 0;
  const leads = rate * STRETCH_S;
  const every = Math.floor(leads / Math.max(noise, 1));
  await pace({ count: leads, everyMs: 1_000 / rate }, (index) => {
    // Every other account in turns, those that come after one another being far apart.
    const place = others[(index * 7_919) % others.length];
    if (place !== undefined) town.arrive(place, true);
    if (noisy !== undefined && noise > 0 && index % every === 0) town.arrive(noisy, false);
  });
  await town.idle();
  return town.delays;
}

const mb = (bytes: number): number => Math.round(bytes / 2 ** 20);
let peak = 0;
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 200);

if (engine === undefined) throw new Error("There is no such engine.");
const database = await engine.open();
const town = new Town(database);
await town.open();
const report = reportOf(`${count} accounts on ${engine.name}, ${rate} leads a second`);
report.add("resident memory, all accounts opened", `${mb(process.memoryUsage.rss())} MB`, "");
await stretch(town, false);
const quiet: (readonly number[])[] = [];
const noisy: (readonly number[])[] = [];
for (let round = 0; round < rounds; round += 1) {
  quiet.push(await stretch(town, false));
  noisy.push(await stretch(town, true));
}
clearInterval(sampler);
const p95 = (stretches: readonly (readonly number[])[]) =>
  median(stretches.map((delays) => quantile(delays, 0.95)));
const [alone, beside] = [p95(quiet), p95(noisy)];
report.add("webhook to manager in the CRM, p95", `${alone.toFixed(1)} ms`, "");
report.add(`  beside one account with ${NOISE} times as much`, `${beside.toFixed(1)} ms`, "");
report.add("  ratio", (beside / alone).toFixed(2), "<= 2");
report.add("  served", `${[...quiet, ...noisy].flat().length}`, `${rounds * 2 * rate * STRETCH_S}`);
report.add("peak of resident memory", `${mb(peak)} MB`, "<= 1,536 MB");
report.print();
await town.close();
await database.close();
