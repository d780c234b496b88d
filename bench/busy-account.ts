/** An account of fourteen managers in six rules, on any database, fed by a CRM in memory. */
import { connectAccount } from "#flow/connect-account.ts";
import { decideBatch } from "#flow/decide.ts";
import type { Flow } from "#flow/flow.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import type { Intake } from "#flow/intake.ts";
import type { Clock } from "#flow/ports.ts";
import { FakeCrm, hookBody } from "#test/support/fake-crm.ts";

const managers = Array.from({ length: 14 }, (_, index) => `m${index + 1}`);
const userOf = (index: number): string => `${500 + index}`;
const sources = ["Avito", "Telegram", "Mail", "Partner", "Landing"] as const;

/** The CRM's users behind the managers. */
const people = managers.map((name, index) => ({
  ...{ id: userOf(index), name, email: `${name}@bench.example` },
  ...{ group: null, active: true, admin: false },
}));

const rule = (name: string, more: string) => `  - name: ${name}\n${more}    method: in_turn
    members: [${managers.join(", ")}]\n`;

/** Five rules for a source each, and one for the rest. */
const configuration = (limits: string): string => `version: 1
account: { name: Bench, timezone: UTC }
managers:
${managers.map((name, index) => `  ${name}: { crm: ${userOf(index)}, schedule: always${limits} }`).join("\n")}
schedules:
  always: { weekly: { mon-sun: "00:00-24:00" } }
rules:
${sources.map((source) => rule(source, `    if: { source: ${source} }\n`)).join("")}${rule("The rest", "")}`;

/** A CRM with these people. */
export function openCrm(): FakeCrm {
  const crm = new FakeCrm(Date.now);
  crm.people = people;
  return crm;
}

/** Nothing here waits for a clock. */
export const stillClock: Clock = { now: Date.now, after: () => () => undefined };

/** The machine's. */
export const clock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** @returns the account's id */
export async function openBusyAccount(
  flow: Flow,
  {
    address,
    perDay,
  }: { readonly address: string /** For each manager. */; readonly perDay?: number },
): Promise<string> {
  const { id } = await connectAccount(flow, { address, token: "secret", headers: {} });
  const limits = perDay === undefined ? "" : `, limits: { day: ${perDay} }`;
  await importConfiguration(flow, { account: id, text: configuration(limits), by: "bench" });
  return id;
}

/** So many leads appear in the CRM; the body of the webhook for each. */
export function leadsAppear(crm: FakeCrm, from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = String(from + index);
    crm.put(id, { facts: { source: sources[index % 7] ?? "Site", price: 5_000 } });
    return hookBody({ lead: id });
  });
}

/** The webhooks arrive together, and all that they tell of is decided. @returns seconds */
export async function decideAll(
  { flow, intake }: { readonly flow: Flow; readonly intake: Intake },
  account: string,
  bodies: readonly string[],
): Promise<number> {
  const from = performance.now();
  await Promise.all(bodies.map((body) => intake.webhook({ account, body })));
  while ((await decideBatch(flow, account)) > 0);
  return (performance.now() - from) / 1_000;
}
