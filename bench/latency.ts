/**
 * How long one lead at a time takes, from the webhook's leaving the CRM to its manager's standing
 * there, with the real service, the real database and the sandbox CRM:
 *
 *   npm run bench:latency                      2 leads a second, 120 of them
 *   npm run bench:latency -- --leads 20
 *
 * In turns with them, leads come to an account whose client writes the same user into every lead at
 * once, without a database or a decision: what the CRM and the machine take by themselves.
 */
import { parseArgs } from "node:util";
import type { LeadRow } from "#sandbox/control/account-control.ts";
import { until } from "#test/support/until.ts";
import { startBareClient } from "./bare-client.ts";
import { addCorrectness, bare, everybodyServed, served, withBench } from "./one-account.ts";
import { pace } from "./pace.ts";
import { reportOf } from "./report.ts";

const { values } = parseArgs({ options: { leads: { type: "string" } } });
const count = Number(values.leads ?? 120);

/** Milliseconds from arrival to manager, sorted. */
const delaysOf = (leads: readonly LeadRow[]): readonly number[] =>
  leads
    .map((lead) => (lead.responsible_set_ms ?? Number.NaN) - lead.arrived_ms)
    .toSorted((one, other) => one - other);
const quantile = (sorted: readonly number[], share: number): string =>
  `${sorted[Math.ceil(sorted.length * share) - 1]} ms`;

await withBench(null, async (bench) => {
  const { sandbox } = bench;
  const client = await startBareClient(sandbox, { account: bare, user: 501 });
  await pace({ count: count * 2, everyMs: 250 }, (index) => {
    const account = index % 2 === 0 ? served : bare;
    sandbox.control(account).addLeads([{ name: `Lead ${index}` }]);
  });
  const leads = await everybodyServed(sandbox, count);
  const plain = await until("the bare client has written all", () => {
    const rows = sandbox.control(bare).leads();
    return rows.every((lead) => lead.responsible_set_ms !== null) ? rows : null;
  });
  const [ours, theirs] = [delaysOf(leads), delaysOf(plain)];
  const report = reportOf(`${count} leads, 2 a second`);
  report.add("webhook sent to responsible user set, p50", quantile(ours, 0.5), "< 300 ms");
  report.add("webhook sent to responsible user set, p99", quantile(ours, 0.99), "< 1,000 ms");
  report.add("webhook sent to responsible user set, max", quantile(ours, 1), "");
  report.add("by a client that decides nothing, p50", quantile(theirs, 0.5), "");
  report.add("by a client that decides nothing, p99", quantile(theirs, 0.99), "");
  await addCorrectness(report, bench, leads);
  report.print();
  await client.close();
});
