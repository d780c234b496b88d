/**
 * How fast webhooks are acknowledged while the service decides and delivers what they tell:
 *
 *   npm run bench:webhook                      200 webhooks a second for 60 s
 *   npm run bench:webhook -- --seconds 10 --rate 600
 *
 * A third of them tell of a new lead; our own write of its manager causes the other two. The same
 * leads come to an account whose receiver keeps nothing and does nothing: what the sandbox, the
 * network and the machine take by themselves. Afterwards every lead in the CRM must have the manager
 * that the history says, once.
 */
import { parseArgs } from "node:util";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startBareClient } from "./bare-client.ts";
import { addCorrectness, bare, everybodyServed, served, withBench } from "./one-account.ts";
import { pace } from "./pace.ts";
import { reportOf } from "./report.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string" }, rate: { type: "string" } },
});
const seconds = Number(values.seconds ?? 60);
const rate = Number(values.rate ?? 200);
/** A new lead is one, and our write of its manager is told as `responsible` and `update`. */
const webhooksPerLead = 3;

const timingsOf = (sandbox: Sandbox, account: string) =>
  sandbox.control(account).tenant.deliveries.timings();
const ms = (value: number | null) => `${(value ?? Number.NaN).toFixed(1)} ms`;

await withBench(null, async (bench) => {
  const { sandbox } = bench;
  const receiver = await startBareClient(sandbox, { account: bare });
  const count = Math.round((seconds * rate) / webhooksPerLead);
  await pace({ count, everyMs: (1_000 * webhooksPerLead) / rate }, (index) => {
    for (const account of [served, bare]) {
      sandbox.control(account).addLeads([{ name: `Lead ${index}` }]);
    }
  });
  const leads = await everybodyServed(sandbox, count);
  // The webhooks of the last writes are under way still.
  await sandbox.room(1);
  const ours = timingsOf(sandbox, served);
  const theirs = timingsOf(sandbox, bare);
  const { delivered, ...others } = sandbox.control(served).tenant.deliveries.counts();
  const unanswered = Object.values(others).reduce((sum, one) => sum + one, 0);
  const report = reportOf(`${rate} webhooks a second for ${seconds} s`);
  report.add("new leads", `${count}`, "");
  report.add("webhooks acknowledged", `${delivered}`, "");
  report.add("acknowledged, p50", ms(ours.p50), "");
  report.add("acknowledged, p99", ms(ours.p99), "< 100 ms");
  report.add("acknowledged, max", ms(ours.max), "< 2,000 ms");
  report.add("by a receiver that does nothing, p50", ms(theirs.p50), "");
  report.add("by a receiver that does nothing, p99", ms(theirs.p99), "");
  report.add("not acknowledged", `${unanswered}`, "0");
  await addCorrectness(report, bench, leads);
  report.print();
  await receiver.close();
});
