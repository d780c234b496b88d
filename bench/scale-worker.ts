/** One process of bench:scale: takes its part of the webhooks in, and works until it is told to end. */
import { startFlow } from "#flow/service.ts";
import { openDatabase } from "#store/open-database.ts";
import type { FakeCrm } from "#test/support/fake-crm.ts";
import { portsOf } from "#test/support/flow-world.ts";
import { clock, leadsAppear, openCrm } from "./busy-account.ts";

export interface Task {
  readonly url: string;
  readonly worker: string;
  readonly accounts: readonly { readonly account: string; readonly address: string }[];
  /** Of each account, to warm up with. */
  readonly warm: Leads;
  /** Of each account, once the process is told to begin. */
  readonly measured: Leads;
}

/** Webhooks under way. */
const AT_ONCE = 500;

interface Leads {
  readonly from: number;
  readonly count: number;
}

async function work({ url, worker, accounts, warm, measured }: Task): Promise<void> {
  const crms = new Map(accounts.map(({ address }): [string, FakeCrm] => [address, openCrm()]));
  const database = await openDatabase({ url });
  const ports = portsOf(database, { crm: openCrm(), clock }, { worker });
  const connect = ({ address }: { readonly address: string }) => crms.get(address) ?? openCrm();
  const service = startFlow({ ...ports, connect });
  const come = async ({ from, count }: Leads): Promise<void> => {
    const told = accounts.flatMap(({ account, address }) => {
      const crm = crms.get(address);
      const bodies = crm === undefined ? [] : leadsAppear(crm, from, count);
      return bodies.map((body) => ({ account, body }));
    });
    while (told.length > 0) {
      await Promise.all(told.splice(0, AT_ONCE).map((one) => service.intake.webhook(one)));
    }
  };
  await come(warm);
  process.send?.("ready");
  await nextMessage();
  await come(measured);
  process.send?.("all are kept");
  await nextMessage();
  await service.close();
  await database.close();
  process.disconnect();
}

const nextMessage = () => new Promise((resolve) => process.once("message", resolve));

process.once("message", (task: Task) => void work(task));
