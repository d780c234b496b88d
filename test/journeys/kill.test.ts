import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoAccounts } from "#demo/accounts.ts";
import { startSandbox } from "#sandbox/server.ts";
import { Installation } from "#test/support/installation.ts";
import { until } from "#test/support/until.ts";

const leads = 400;

test("killed twice in the middle, the service gives every lead once, as its history says", async () => {
  const [school] = demoAccounts;
  if (school === undefined) throw new Error("the demo has no accounts");
  const data = await mkdtemp(join(tmpdir(), "smena-kill-"));
  const sandbox = await startSandbox({ port: 0, accounts: [school.seed] });
  const installation = await Installation.open({ SMENA_DATA: data });
  try {
    const account = await installation.connect(sandbox, "school", school.configuration);
    const control = sandbox.control("school");
    // Webhooks that met a dead service come again within seconds instead of minutes.
    sandbox.turnClock({ factor: 60 });
    for (const part of [1, 2]) {
      control.addLeads(
        Array.from({ length: leads / 2 }, (_, index) => ({
          category: index % 3 === 0 ? ("sip" as const) : ("forms" as const),
          name: `Заявка ${part}-${index}`,
        })),
      );
      const some = part * 60;
      await until("some leads are given", () =>
        control.leads().filter((lead) => lead.responsible_user_id !== 0).length > some
          ? true
          : null,
      );
      await installation.killAndRestart();
    }
    await until("all leads are given", () =>
      control.leads().every((lead) => lead.responsible_user_id !== 0) ? true : null,
    );

    const given = (await installation.history(account)).filter(({ kind }) => kind === "assigned");
    expect(given.map(({ lead }) => Number(lead)).sort()).toEqual(
      control
        .leads()
        .map(({ id }) => id)
        .sort(),
    );
    const users = [...control.tenant.account.users.values()];
    const nameOf = new Map(users.map(({ id, name }) => [id, name]));
    const inCrm = control
      .leads()
      .map((lead) => [String(lead.id), nameOf.get(lead.responsible_user_id)]);
    expect(new Map(given.map(({ lead, manager }) => [lead, manager]))).toEqual(
      new Map(inCrm as [string, string][]),
    );
    expect(control.leads().filter((lead) => lead.responsible_changes !== 1)).toEqual([]);
  } finally {
    await installation.close();
    await sandbox.close();
    await rm(data, { recursive: true, force: true });
  }
}, 180_000);
