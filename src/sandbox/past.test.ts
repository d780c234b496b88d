import { afterAll, beforeAll, expect, test } from "vitest";
import { addPast } from "./past.ts";
import type { Sandbox } from "./sandbox.ts";
import { startSandbox } from "./server.ts";
import { school } from "./testing/school.ts";

const now = Date.UTC(2026, 2, 2, 9);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, accounts: [school], clock: () => now });
});
afterAll(() => sandbox.close());

test("half a year went round in turn, and those who sell better have sold more", () => {
  const { subdomain } = school;
  const { account } = sandbox.control(subdomain).tenant;
  const events = account.events.length;
  const ids = addPast(sandbox, { account: subdomain, months: 6, perMonth: 500, profile: "school" });
  const leads = ids.map((id) => account.leads.get(id)).filter((lead) => lead !== undefined);
  expect(leads).toHaveLength(3_000);
  expect(account.events).toHaveLength(events);
  const bySeller = Map.groupBy(leads, ({ responsibleUserId }) => responsibleUserId);
  const sizes = [...bySeller.values()].map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  const sold = [...bySeller.values()].map(
    (own) => own.filter(({ statusId }) => statusId === 142).length,
  );
  expect(sold[0]).toBeGreaterThan(2 * (sold.at(-1) ?? 0));
  for (const { createdAt, closedAt, updatedAt, statusId } of leads) {
    expect(createdAt * 1_000).toBeGreaterThanOrEqual(now - 180 * 86_400_000 - 1_000);
    expect(closedAt === null).toBe(statusId !== 142 && statusId !== 143);
    expect(updatedAt).toBe(closedAt ?? createdAt);
    expect(updatedAt * 1_000).toBeLessThanOrEqual(now);
  }
});
