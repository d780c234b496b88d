/** A team whose leads are shared by what everybody sells, seen by its head. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Manager, Office } from "#test/support/office.ts";
import { until } from "#test/support/until.ts";
import { desk, expectAccessible, expectFits, phone } from "#test/support/visitor.ts";

let office: Office;
let page: Page;

beforeAll(async () => {
  office = await Office.open("method: conversion");
  page = await office.owner("conversion", desk);
}, 120_000);
afterAll(async () => {
  await office?.close();
});

interface Held {
  readonly lead: string;
  readonly manager: Manager;
}

const held = async (count: number): Promise<readonly Held[]> =>
  until(`${count} leads are given`, async () => {
    const { leads } = await office.call<{ leads: readonly Held[] }>("GET", "/held-leads");
    return leads.length === count ? leads : null;
  });

const headline = () => page.getByTestId("sales-headline");
const row = (manager: Manager) =>
  page.getByTestId("conversion").getByRole("row").filter({ hasText: manager });

test("until the first sale the screen says that shares are equal", async () => {
  await headline().getByText("Сделок ещё не было: делим поровну до первой продажи.").waitFor();
  await row("Анна").getByText("33,3 %").waitFor();
  await row("Анна").getByText("продаж нет").waitFor();
  office.crm.addLeads(Array.from({ length: 9 }, (_, place) => ({ name: `Заявка ${place}` })));
  await held(9);
  await headline().getByText("Сделок: 9, продаж пока нет").waitFor();
  await expectAccessible(page);
}, 120_000);

test("a sale moves numbers and shares on the open screen, and the reason stands beside them", async () => {
  const leads = await held(9);
  const sold = leads.filter(({ manager }) => manager === "Анна").map(({ lead }) => Number(lead));
  for (const lead of sold) office.crm.changeLead(lead, { stage: "won", price: 5_000 });
  // What changes within seconds of our own write passes for its echo: the lead is touched until not.
  let times = 0;
  await until("the sales are heard of", async () => {
    times += 1;
    for (const lead of sold) office.crm.changeLead(lead, { name: `Продана, правка ${times}` });
    const { leads: open } = await office.call<{ leads: readonly Held[] }>("GET", "/held-leads");
    return open.length === 6 ? true : null;
  });
  await row("Анна").getByText("3 из 3").waitFor();
  await headline()
    .getByText(/^Команда продаёт .+: 3 из 9\./)
    .waitFor();
  expect(await row("Анна").innerText()).toMatch(/\+\d+,\d\s+3 продажи, 3 новые сделки/);

  await row("Анна").getByRole("button").click();
  const details = page.getByTestId("conversion").locator("dl");
  await details.getByText("15 000").waitFor();
  await page.getByText(/^3 из 3, оценка .+, команда .+, доля сегодня .+\.$/).waitFor();
  await page
    .getByTestId("because")
    .getByText(/^\+\d+,\d п\.п\.: 3 продажи/)
    .waitFor();
  await expectAccessible(page);
  await expectFits(page);
}, 120_000);

test("shares over time are read day by day from the keyboard, and as a table", async () => {
  await page.getByRole("link", { name: "90 дней" }).click();
  const chart = page.getByRole("slider", { name: "Доли менеджеров по дням" });
  const today = await until("the day stands there", async () => {
    const text = await chart.getAttribute("aria-valuetext");
    return text !== null && /^[^:]+: Анна \d+,\d\s%, /.test(text) ? text : null;
  });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  expect(await chart.getAttribute("aria-valuetext")).toMatch(/Анна 33,3\s%/);
  await page.keyboard.press("End");
  expect(await chart.getAttribute("aria-valuetext")).toBe(today);
  await page.getByText("Показать таблицей").click();
  const table = page.getByRole("region", { name: "Доли менеджеров по дням" });
  const shown = (days: number) =>
    until(`${days} days`, async () =>
      (await table.getByRole("row").count()) === days + 1 ? true : null,
    );
  await shown(90);
  await page.getByRole("link", { name: "30 дней" }).click();
  await shown(30);
  await expectAccessible(page);
}, 120_000);

test("the table is saved for a Russian spreadsheet", async () => {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Скачать CSV" }).first().click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^Заявки \d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^\uFEFFМенеджер;Продано;Получено;/);
  expect(text).toMatch(/\r\nАнна;3;3;0;0;0;0;;\d+,\d+;/);
}, 120_000);

const configuration = async () =>
  (await office.call<{ text: string; version: number }>("GET", "/configuration")).text;

test("settings are previewed in the table, saved into the configuration, and taken back", async () => {
  const before = await configuration();
  await page.getByRole("button", { name: "Изменить настройки" }).click();
  const floor = page.getByLabel("Не меньше, % равной доли");
  await floor.fill("много");
  await page.getByText("От 0 до 100").waitFor();
  expect(await page.getByRole("button", { name: "Сохранить" }).isDisabled()).toBe(true);
  await floor.fill("90");
  await page.getByLabel("Удобно сделок в месяц: Анна").fill("12");
  await row("Борис").getByText("→ 30,0 %").waitFor();
  expect(await configuration()).toBe(before);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Сохранить" }).click();
  await page.getByTestId("settings-bar").getByText("Сохранено, версия настройки 2.").waitFor();
  await row("Борис").getByText("30,0 %").waitFor();
  await row("Анна").getByText("из 12").waitFor();
  const after = await configuration();
  expect(after).toContain("Анна: { crm: 501, comfort: 12 }");
  expect(after).toContain("options: { floor: 90 }");
  await page.getByRole("link", { name: "Настройка", exact: true }).click();
  const text = page.getByRole("textbox", { name: "Конфигурация, YAML" });
  await until("the text has it", async () =>
    (await text.inputValue()).includes("comfort: 12") ? true : null,
  );
  await page.goBack();

  await page.getByRole("button", { name: "Изменить настройки" }).click();
  await floor.fill("15");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await page.getByTestId("settings-bar").getByText("версия настройки 3").waitFor();
  expect(await configuration()).not.toContain("floor");
  await page.getByRole("button", { name: "Вернуть как было" }).click();
  await page.getByTestId("settings-bar").getByText("версия настройки 4").waitFor();
  expect(await configuration()).toContain("floor: 90");
}, 120_000);

test("«Почему?» and the rules lead here", async () => {
  office.crm.addLeads([{ name: "Десятая" }]);
  await page.getByRole("link", { name: "Журнал", exact: true }).click();
  await page.getByRole("link", { name: "Десятая" }).first().click();
  await page
    .getByText(/оценка \d+,\d %.*доля сегодня/)
    .first()
    .waitFor();
  await page.getByRole("link", { name: "Конверсия шаблона" }).click();
  await headline().waitFor();
  await page.getByRole("link", { name: "Шаблоны", exact: true }).click();
  await page.getByRole("link", { name: "Конверсия шаблона" }).click();
  await headline().waitFor();
  expect(office.complaints).toEqual([]);
}, 120_000);

test("on a phone, in English", async () => {
  const small = await office.owner("conversion", phone, "en");
  await small.getByRole("button", { name: "EN" }).click();
  await small.getByRole("heading", { level: 1, name: "Conversion" }).waitFor();
  await small
    .getByTestId("sales-headline")
    .getByText(/^The team sells/)
    .waitFor();
  await small.getByRole("button", { name: /Анна/ }).first().click();
  await small.getByText(/^3 of 3, estimate .+, team .+, share today .+\.$/).waitFor();
  await expectAccessible(small);
  await expectFits(small);
  await small.getByRole("button", { name: "Change settings" }).click();
  await small.getByLabel("At least, % of an equal share").fill("50");
  await small.getByText("The table shows what shares would become.").waitFor();
  await expectAccessible(small);
  await expectFits(small);
  expect(office.complaints).toEqual([]);
}, 120_000);

test("an account without such a rule says how to make one", async () => {
  await office.installation.configure(
    office.account,
    (await configuration())
      .replace(/method: conversion, /, "")
      .replace(/options: \{[^}]*\}/, "method: in_turn"),
  );
  const other = await office.owner("conversion", desk);
  await other.getByText("Ни один шаблон не делит сделки по конверсии").waitFor();
  await expectAccessible(other);
  await other.getByRole("link", { name: "Открыть настройку" }).click();
  await other.getByRole("textbox", { name: "Конфигурация, YAML" }).waitFor();
}, 120_000);
