import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoAccounts } from "#demo/accounts.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { launchBrowser } from "#test/support/browser.ts";
import { type Served, serve } from "#test/support/command-line.ts";
import { desk, expectAccessible, visit } from "#test/support/visitor.ts";

const [school] = demoAccounts;
let data: string;
let service: Served;
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  if (school === undefined) throw new Error("the demo has no accounts");
  data = await mkdtemp(join(tmpdir(), "smena-first-run-"));
  sandbox = await startSandbox({ port: 0, accounts: [school.seed] });
  service = await serve(["serve"], { SMENA_DATA: data, PORT: "0", LOG_LEVEL: "error" });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await sandbox?.close();
  await rm(data, { recursive: true, force: true });
});

test("an owner installs, connects his CRM, mends his rules and sees the first lead given", async () => {
  const { page, complaints, close } = await visit(browser, { language: "ru", viewport: desk });

  await page.goto(/http\S+setup\?code=[^\s)]+/.exec(service.line)?.[0] ?? "");
  await page.getByRole("textbox", { name: "Имя" }).fill("Ольга");
  await page.getByRole("textbox", { name: "Логин" }).fill("olga");
  await page.getByRole("textbox", { name: "Пароль" }).fill("a long password");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Создать администратора" }).click();

  await page.getByLabel("Адрес amoCRM или Kommo").fill(sandbox.url);
  await page.getByLabel("Долгосрочный токен").fill("not a token");
  await page.getByRole("button", { name: "Подключить" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Долгосрочный токен").fill(sandbox.accounts()[0]?.token ?? "");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Подключить" }).click();

  const text = page.getByRole("textbox", { name: "Конфигурация, YAML" });
  await text.fill((school?.configuration ?? "").replace("method: conversion", "method: in_turns"));
  await page.getByRole("button", { name: "Проверить" }).click();
  await page
    .getByText(/in_turns/)
    .last()
    .waitFor();
  await expectAccessible(page);
  await text.fill(school?.configuration ?? "");
  await page.getByRole("button", { name: "Проверить" }).click();
  await page.getByRole("button", { name: "Применить" }).click();
  await page.getByText("действует версия 1").first().waitFor();

  await page.getByRole("link", { name: "Сегодня", exact: true }).click();
  sandbox
    .control("school")
    .addLeads([{ category: "sip", name: "Первый звонок", source: "Звонок" }]);
  await page.getByText("Первый звонок").first().waitFor();
  await page
    .getByText(/Получает/)
    .first()
    .waitFor();
  expect(sandbox.control("school").leads()[0]?.responsible_user_id).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  await close();
}, 120_000);
