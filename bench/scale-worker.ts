/** One process of bench:scale: takes its part of the webhooks in, and works until it is told to end. */
import { setTimeout as sleep } from "node:timers/promises";
import { startFlow } from "#flow/service.ts";
import type { IncomingEvent } from "#store/inbox.ts";
import { openDatabase } from "#store/open-database.ts";
import type { Spool } from "#store/spool.ts";
import type { FakeCrm } from "#test/support/fake-crm.ts";
import { portsOf } from "#test/support/flow-world.ts";
import { clock, leadsAppear, openCrm } from "./busy-account.ts";

export interface Task {
  readonly url: string;
  readonly worker: string;
  readonly parts: readonly Part[];
}

/** What a process is told of an account's leads. */
export interface Part {
  readonly account: string;
  readonly address: string;
  /** To warm up with. */
  readonly warm: Leads;
  /** Once the process is told to begin. */
  readonly measured: Leads;
}

/** What a starved database did not take in time: the service brings it back by itself. */
class MemorySpool implements Spool {
  readonly #events: IncomingEvent[] = [];

  get holds(): number {
    return this.#events.length;
  }

  async append(events: readonly IncomingEvent[]): Promise<void> {
    this.#events.push(...events);
  }

  async replay(keep: (events: readonly IncomingEvent[]) => Promise<void>): Promise<number> {
    const events = this.#events.slice(0, AT_ONCE);
    if (events.length > 0) await keep(events);
    this.#events.splice(0, events.length);
    return events.length;
  }
}

/** Webhooks under way. */
const AT_ONCE = 500;

interface Leads {
  readonly from: number;
  readonly count: number;
}

async function work({ url, worker, parts }: Task): Promise<void> {
  const crms = new Map(parts.map(({ address }): [string, FakeCrm] => [address, openCrm()]));
  const database = await openDatabase({ url });
  const spool = new MemorySpool();
  const ports = portsOf(database, { crm: openCrm(), clock }, { worker, spool });
  const connect = ({ address }: { readonly address: string }) => crms.get(address) ?? openCrm();
  const service = startFlow({ ...ports, connect });
  const come = async (which: "warm" | "measured"): Promise<void> => {
    const told = parts.flatMap(({ account, address, [which]: { from, count } }) => {
      const crm = crms.get(address);
      const bodies = crm === undefined ? [] : leadsAppear(crm, from, count);
      return bodies.map((body) => ({ account, body }));
    });
    while (told.length > 0) {
      await Promise.all(told.splice(0, AT_ONCE).map((one) => service.intake.webhook(one)));
    }
    while (spool.holds > 0) await sleep(50);
  };
  await come("warm");
  process.send?.("ready");
  await nextMessage();
  await come("measured");
  process.send?.("all are kept");
  await nextMessage();
  await service.close();
  await database.close();
  process.disconnect();
}

const nextMessage = () => new Promise((resolve) => process.once("message", resolve));

process.once("message", (task: Task) => void work(task));
