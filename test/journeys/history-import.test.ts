/** A team by conversion that does not begin at nothing: its past comes from a file and from the CRM. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Office } from "#test/support/office.ts";
import { desk, expectAccessible, expectFits, phone } from "#test/support/visitor.ts";

let office: Office;

beforeAll(async () => {
  office = await Office.open("method: conversion");
}, 120_000);
afterAll(async () => {
  await office?.close();
});

const people = ["Анна", "Борис", "Вера"];
/** Half a year: Anna has sold every second lead, the others every tenth. */
const half = Array.from({ length: 300 }, (_, place) => {
  const who = people[place % 3];
  const isSold = who === "Анна" ? place % 2 === 0 : place % 10 === 0;
  const month = String(1 + (place % 6)).padStart(2, "0");
  const end = isSold ? "Успешно реализовано" : "Закрыто и не реализовано";
  return `${5_000 + place};${who};05.${month}.2020 12:00;${end};15.${month}.2020;9900`;
});
const file = [
  "ID;Ответственный;Дата создания;Этап сделки;Дата закрытия;Бюджет",
  ...half,
  "1;Анна;вчера;Успешно реализовано;15.02.2020;1",
].join("\r\n");

test("a file is tried, imported and counts; taken out, it counts no more", async () => {
  const page = await office.owner("conversion", desk);
  await page.getByText("История не загружена").waitFor();
  await page.getByRole("button", { name: "Добавить историю…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Из файла CSV").check();
  await dialog.locator('input[type="file"]').setInputFiles({
    name: "сделки.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(file),
  });
  await dialog.getByText("Посчитаем 300 сделок").waitFor();
  await dialog.getByRole("row", { name: "Анна 50 50 0 0" }).waitFor();
  await dialog.getByText("«вчера» не дата получения", { exact: false }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Загрузить 300 сделок" }).click();

  await page.getByText("Загружено 300 сделок, они считаются").waitFor();
  await page.getByText("50 из 100").waitFor();
  await expectAccessible(page);
  await expectFits(page);

  await page.getByRole("button", { name: "Убрать из расчёта" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Убрать из расчёта" }).click();
  await page.getByText("Убрано 300 сделок, они не считаются").waitFor();
  await page.getByText("50 из 100").waitFor({ state: "detached" });
  expect(office.complaints).toEqual([]);
}, 120_000);

test("the CRM's own past is read on a phone, in English", async () => {
  const page = await office.owner("conversion", phone);
  await page.getByRole("button", { name: "EN" }).click();
  await page.getByRole("button", { name: "Add history…" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("Not one lead was found").waitFor();
  await expectFits(page);
  expect(office.complaints).toEqual([]);
}, 120_000);
