import { afterAll, beforeAll, expect, test } from "vitest";
import type { Today } from "#api/contract/today.ts";
import { Office } from "#test/support/office.ts";
import { until } from "#test/support/until.ts";
import { desk, expectAccessible, expectFits, phone } from "#test/support/visitor.ts";

let office: Office;

beforeAll(async () => {
  office = await Office.open("method: in_turn");
}, 120_000);
afterAll(async () => {
  await office?.close();
});

/** Who has how many open leads. */
async function hands(): Promise<Readonly<Record<string, number>>> {
  const { leads } = await office.call<{ leads: { manager: string }[] }>("GET", "/held-leads");
  const counted = Object.groupBy(leads, ({ manager }) => manager);
  return Object.fromEntries(
    Object.entries(counted).map(([manager, held]) => [manager, held?.length ?? 0]),
  );
}

const holding = (expected: Readonly<Record<string, number>>) =>
  until(`the leads are with ${JSON.stringify(expected)}`, async () => {
    const now = await hands();
    const isSo = Object.entries(expected).every(([manager, count]) => now[manager] === count);
    return isSo ? now : null;
  });

test("the head sees who would get a manager's leads, gives them to the others, and takes it back", async () => {
  for (const manager of ["Борис", "Вера"]) {
    await office.call("PUT", "/duty", { manager, state: "offline" });
  }
  office.crm.addLeads(["Один", "Два", "Три", "Четыре"].map((name) => ({ name })));
  await holding({ Анна: 4 });
  for (const manager of ["Борис", "Вера"]) {
    await office.call("PUT", "/duty", { manager, state: "online" });
  }

  const page = await office.owner("today", desk);
  await page.getByRole("button", { name: /^Анна/ }).click();
  await page.getByRole("button", { name: "Перераспределить все сделки…" }).click();
  const dialog = page.getByRole("dialog", { name: "Все открытые сделки: Анна" });
  const preview = dialog.getByTestId("preview");
  await preview.getByText("Борис").waitFor();
  await preview.getByText("Вера").waitFor();
  expect(await preview.getByRole("listitem").filter({ hasText: "2" }).count()).toBe(2);
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: /Причина/ }).fill("болеет");
  await dialog.getByRole("button", { name: "Перераспределить 4 сделки" }).click();

  const status = page.getByTestId("move-status");
  await status.getByText("Переданы 4 сделки").waitFor();
  await expectAccessible(page);
  await holding({ Борис: 2, Вера: 2 });
  await page
    .getByTestId("moves")
    .getByText(/owner · болеет/)
    .waitFor();

  await status.getByRole("button", { name: /Вернуть как было/ }).click();
  await status.getByText("Возвращены 4 сделки").waitFor();
  await holding({ Анна: 4 });
  expect(office.complaints).toEqual([]);
}, 120_000);

test("chosen leads are given to one manager by hand; the history tells from whom to whom", async () => {
  const page = await office.owner("today", desk);
  await page.getByRole("button", { name: "Выбрать сделки" }).click();
  await page.getByTestId("feed").getByRole("checkbox", { name: "Один" }).first().check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Перераспределить…" }).click();
  const dialog = page.getByRole("dialog", { name: "Перераспределение" });
  await dialog.getByRole("radio", { name: "Одному менеджеру" }).check();
  await dialog.getByRole("combobox", { name: "Выберите менеджера" }).selectOption("Вера");
  await dialog.getByTestId("preview").getByText("Вера").waitFor();
  await dialog.getByRole("button", { name: "Перераспределить 1 сделку" }).click();
  await page.getByTestId("move-status").getByText("Передана 1 сделка").waitFor();

  await page.getByTestId("feed").getByRole("link", { name: "Один" }).first().click();
  const latest = page.getByTestId("chain").locator("[aria-current]");
  await latest.getByText("Анна → Вера").waitFor();
  await expectAccessible(page);
  const { feed } = await office.call<Today>("GET", "/today");
  expect(feed[0]).toMatchObject({ leadName: "Один", cause: "manual", managerName: "Вера" });
  expect(office.complaints).toEqual([]);
}, 120_000);

test("what people have in hand is chosen from a list, on a phone too", async () => {
  const page = await office.owner("held?manager=Анна", phone, "en");
  await page.getByRole("button", { name: "EN" }).click();
  await page.getByRole("heading", { level: 1, name: "Leads in hands" }).waitFor();
  const rows = page.getByTestId("held").locator("tbody").getByRole("checkbox");
  await rows.first().waitFor();
  expect(await rows.count()).toBe(3);
  await page.getByRole("checkbox", { name: "Choose everything on this page" }).check();
  await page.getByText("3 leads chosen").waitFor();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole("button", { name: "Redistribute…" }).click();
  await page.getByTestId("preview").getByRole("listitem").first().waitFor();
  await expectAccessible(page);
  await expectFits(page);
  expect(office.complaints).toEqual([]);
}, 120_000);
