import { afterAll, beforeAll, expect, test } from "vitest";
import type { Today } from "#api/contract/today.ts";
import { Office } from "#test/support/office.ts";
import { until } from "#test/support/until.ts";
import { expectAccessible, expectFits, phone } from "#test/support/visitor.ts";

let office: Office;

beforeAll(async () => {
  office = await Office.open("method: first_to_accept, options: { seconds: 600 }");
}, 120_000);
afterAll(async () => {
  await office?.close();
});

test("a lead is offered to everybody, whoever accepts has it, the others are told who was first", async () => {
  const [anna, boris] = [await office.manager("Анна", phone), await office.manager("Борис", phone)];
  await anna.getByText("Сегодня сделок ещё не было").waitFor();
  await boris.getByText("Сегодня сделок ещё не было").waitFor();
  office.crm.addLeads([{ name: "Кто первый", price: 90_000 }]);

  // Without a reload: the page is told that there is something for it.
  await anna.getByRole("timer").waitFor();
  await boris.getByRole("button", { name: "Беру: Кто первый", exact: true }).waitFor();
  await expectAccessible(anna);
  await expectFits(anna);

  await anna.getByRole("button", { name: "Беру: Кто первый", exact: true }).click();
  await anna.getByText("В работе: 1").waitFor();
  await anna.getByRole("timer").waitFor({ state: "detached" });
  await boris.getByRole("timer").waitFor({ state: "detached" });
  await boris.getByTestId("answers").getByText(/Анна/).waitFor();
  await expectAccessible(boris);
  const owner = await until("the feed shows who has it", async () => {
    const { feed } = await office.call<Today>("GET", "/today");
    return feed.find(({ leadName }) => leadName === "Кто первый")?.manager ?? null;
  });
  expect(owner).toBe("Анна");
  expect(office.complaints).toEqual([]);
}, 120_000);

test("who declines is not asked again, and the lead goes to whoever is left", async () => {
  const vera = await office.manager("Вера", phone);
  for (const manager of ["Анна", "Борис"]) {
    await office.call("PUT", "/duty", { manager, state: "offline" });
  }
  office.crm.addLeads([{ name: "Только Вере" }]);
  await vera.getByRole("button", { name: "Не беру: Только Вере" }).click();
  await vera
    .getByTestId("answers")
    .getByText(/Только Вере: вы отказались/)
    .waitFor();
  expect(await vera.getByRole("timer").count()).toBe(0);
  expect(office.complaints).toEqual([]);
}, 120_000);
