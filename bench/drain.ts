/**
 * How fast a backlog leaves, against the CRM's own bound of 50 leads a request and 7 requests a
 * second, with the real service, the real database and the sandbox CRM's limiter:
 *
 *   npm run bench:drain                    10,000 leads wait; a shift starts; the last write answered
 *   npm run bench:drain -- --file LEADS    a file of real leads played through webhooks
 *   npm run bench:drain -- --file LEADS --kill    the same, with kill -9 in the middle
 *
 * Afterwards every lead in the CRM must have the manager that the history says, once.
 */
import { parseArgs } from "node:util";
import type { LeadRow } from "#sandbox/control/account-control.ts";
import { play } from "#sandbox/playback.ts";
import { until } from "#test/support/until.ts";
import {
  addCorrectness,
  type Bench,
  everybodyServed,
  served,
  servedIn,
  withBench,
} from "./one-account.ts";
import { reportOf } from "./report.ts";

/** What 10,000 leads may take to come in before the shift starts. */
const LOAD_MS = 90_000;
const SHIFT_MS = 12 * 3_600_000;

/** How fast the leads left, and the CRM's leads against the history. */
async function judge(bench: Bench, from: number, leads: readonly LeadRow[]) {
  const seconds = (Math.max(...leads.map((lead) => lead.responsible_set_ms ?? 0)) - from) / 1_000;
  const bound = Math.ceil(leads.length / 50) / 7;
  const report = reportOf(`drain of ${leads.length} leads`);
  report.add("until the last write was answered", `${seconds.toFixed(1)} s`, "");
  report.add("the CRM's own bound", `${bound.toFixed(1)} s`, "");
  report.add("  ratio", (seconds / bound).toFixed(2), "<= 1.15");
  report.add(
    "requests refused by the CRM with 429",
    `${bench.sandbox.control(served).tenant.limit.refused}`,
    "0",
  );
  await addCorrectness(report, bench, leads);
  report.print();
}

/** A file played through webhooks as fast as they get away, with or without a kill in the middle. */
const playFile = (path: string, kill: boolean) =>
  withBench(null, async (bench) => {
    const { sandbox, installation } = bench;
    const playback = play(sandbox, { account: served, path });
    if (kill) {
      await until("a part is served", () => (servedIn(sandbox).length > 500 ? true : null));
      await installation.killAndRestart();
      process.stdout.write("killed with -9 and started again\n");
    }
    await playback.done;
    const { error, leads: played } = playback.progress();
    if (error !== null) throw new Error(error);
    const leads = await everybodyServed(sandbox, played);
    await judge(bench, Math.min(...leads.map((lead) => lead.arrived_ms)), leads);
  });

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** Leads arrive while nobody works; everybody's shift starts at the next minute but one. */
const drainPool = (count: number) => {
  const start = Math.ceil((Date.now() + LOAD_MS) / 60_000) * 60_000;
  return withBench(`${clock(start)}-${clock(start + SHIFT_MS)}`, async (bench) => {
    const { sandbox, installation, account } = bench;
    const requests = Array.from({ length: count }, (_, index) => ({ name: `Lead ${index}` }));
    sandbox.control(served).addLeads(requests);
    await until("all leads wait", async () => {
      const page = await installation.call<{ total: number }>(
        "GET",
        `/accounts/${account}/decisions?kind=waiting&limit=1`,
      );
      return page.total >= count ? true : null;
    });
    if (Date.now() > start) throw new Error("the shift began before all leads were in");
    await judge(bench, start, await everybodyServed(sandbox, count));
  });
};

const { values } = parseArgs({
  options: { file: { type: "string" }, kill: { type: "boolean" }, leads: { type: "string" } },
});
await (values.file === undefined
  ? drainPool(Number(values.leads ?? 10_000))
  : playFile(values.file, values.kill ?? false));
