import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import type { Sandbox } from "./sandbox.ts";
import { startSchool } from "./testing/school.ts";
import { startTraffic, trafficLead } from "./traffic.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  ({ sandbox } = await startSchool());
});
afterEach(() => sandbox.close());

const control = () => sandbox.control("school");

test("the same seed gives the same leads", () => {
  const leads = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => trafficLead(random, control(), {}));
  };
  expect(leads(1)).toEqual(leads(1));
  expect(leads(1)).not.toEqual(leads(2));
});

test("leads of every kind are ones that the account takes", () => {
  const random = seededRandom(3);
  const leads = Array.from({ length: 300 }, () =>
    trafficLead(random, control(), { profile: "cosmetics" }),
  );
  expect(control().addLeads(leads)).toHaveLength(300);
  expect(new Set(leads.map(({ category }) => category))).toEqual(
    new Set(["sip", "forms", "chats", "mail", "plain"]),
  );
  expect(leads.some(({ pipeline }) => pipeline === "Служба безопасности")).toBe(true);
});

test("traffic comes until it is stopped", async () => {
  const traffic = startTraffic(sandbox, { account: "school", perMinute: 60_000, mix: { sip: 1 } });
  await expect.poll(() => control().leads().length, { interval: 5 }).toBeGreaterThan(5);
  traffic.stop();
  const { length } = control().leads();
  expect(traffic.progress()).toEqual({ running: false, perMinute: 60_000, leads: length });
});
