import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountControl } from "./control/account-control.ts";
import { isClosed } from "./crm/leads.ts";
import type { Sandbox } from "./sandbox.ts";
import { People } from "./staff.ts";
import { startOfDay, startSchool } from "./testing/school.ts";

let sandbox: Sandbox;
let school: AccountControl;

beforeEach(async () => {
  ({ sandbox } = await startSchool());
  school = sandbox.control("school");
});
afterEach(() => sandbox.close());

const minute = 60_000;
const options = { account: "school", takeMs: minute, closeMs: 10 * minute };

function live(people: People, minutes: number): void {
  for (let passed = 0; passed <= minutes; passed += 1) people.work(startOfDay + passed * minute);
}

const leadsOf = () => [...school.tenant.account.leads.values()];
const workOn = (lead: number) =>
  school.tenant.account.events.filter(
    ({ entityId, type }) => entityId === lead && /call|message|note/.test(type),
  );

test("who has a lead begins with it and brings it to an end, once", () => {
  school.addLeads(Array.from({ length: 200 }, () => ({ responsible: 12 })));
  live(new People(school, options), 200);
  const { account } = school.tenant;
  expect(leadsOf().every((lead) => isClosed(account, lead))).toBe(true);
  expect(new Set(leadsOf().map(({ id }) => workOn(id).length))).toEqual(new Set([1]));
  const won = leadsOf().filter(({ statusId }) => statusId === 142).length;
  expect(won).toBeGreaterThan(20);
  expect(won).toBeLessThan(80);
});

test("nobody's lead waits until somebody has it", () => {
  const [lead = 0] = school.addLeads([{ responsible: 0 }]);
  const people = new People(school, options);
  live(people, 100);
  expect(workOn(lead)).toEqual([]);
  school.changeLead(lead, { responsible: 13 });
  live(people, 200);
  expect(workOn(lead).map(({ createdBy }) => createdBy)).toEqual([13]);
});

test("a lead that is left lying is begun by the next who has it, or never", () => {
  school.addLeads([{ responsible: 12 }]);
  live(new People(school, { ...options, missed: 1 }), 500);
  expect(leadsOf().map(({ statusId }) => statusId)).not.toContain(142);
  expect(workOn(leadsOf()[0]?.id ?? 0)).toEqual([]);
});
