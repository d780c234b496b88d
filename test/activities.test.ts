import { afterEach, beforeEach, expect, test } from "vitest";
import { amocrm } from "#crm/amocrm/adapter.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { Receiver } from "#sandbox/testing/receiver.ts";
import { startSchool } from "#sandbox/testing/school.ts";

let sandbox: Sandbox;
let receiver: Receiver;
let clock: { now: number };

beforeEach(async () => {
  ({ sandbox, clock } = await startSchool());
  receiver = await Receiver.open();
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const kinds = ["call", "note", "task", "message"] as const;

test("what people do with leads in the CRM is read from its journal and, but for chats, heard at once", async () => {
  const crm = amocrm({
    address: sandbox.url,
    token: sandbox.accounts()[0]?.token ?? "",
    headers: { "X-Sandbox-Account": "school" },
  });
  await crm.subscribe(receiver.url);
  expect(await crm.subscription(receiver.url)).toBe("active");
  const school = sandbox.control("school");
  const [lead = 0, other = 0] = school.addLeads([{ responsible: 12 }, { responsible: 13 }]);
  const start = clock.now;
  for (const kind of kinds) {
    clock.now += 1_000;
    school.work(lead, { kind });
  }
  clock.now += 1_000;
  school.changeLead(other, { as: 13, stage: "Пробный урок" });
  school.work(other, { kind: "call", seconds: 0 });
  expect(await crm.activitiesSince(start)).toEqual([
    ...kinds.map((by, index) => {
      return { lead: String(lead), by, user: "12", at: start + (index + 1) * 1_000 };
    }),
    { lead: String(other), by: "stage", user: "13", at: start + 5_000 },
  ]);
  const told = () =>
    receiver.received.flatMap(({ body }) =>
      crm
        .parseWebhook(body)
        .events.flatMap(({ lead: of, activity }) =>
          activity === undefined ? [] : [`${of} ${activity.by} ${activity.user}`],
        ),
    );
  const heard = [`${lead} call 12`, `${lead} note 12`, `${lead} task 12`, `${other} stage 13`];
  await expect.poll(() => told().toSorted()).toEqual(heard.toSorted());
});
