import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "#test/support/browser.ts";
import { type Served, serve } from "#test/support/command-line.ts";
import { desk, expectAccessible, expectFits, phone, visit } from "#test/support/visitor.ts";

let data: string;
let demo: Served;
let browser: Browser;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "smena-demo-"));
  demo = await serve(["demo"], { SMENA_DATA: data, PORT: "0", SANDBOX_PORT: "0" });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await rm(data, { recursive: true, force: true });
});

const addresses = (): string[] => demo.line.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
const signIn = () => /sign in as (\S+), password (\S+)\)/.exec(demo.line)?.slice(1, 3) ?? [];

/** Opens the demo as it invites to: at its address, with the sign-in that it prints. */
async function enter(language: "ru" | "en", viewport: typeof desk) {
  const visitor = await visit(browser, { language, viewport });
  const { page } = visitor;
  const [login = "", password = ""] = signIn();
  await page.goto(addresses()[0] ?? "");
  await page.getByRole("textbox", { name: language === "ru" ? "Логин" : "Login" }).fill(login);
  await page
    .getByRole("textbox", { name: language === "ru" ? "Пароль" : "Password" })
    .fill(password);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/a\/school\/today/);
  return visitor;
}

test("a newcomer watches leads get their managers and reads why", async () => {
  const { page, complaints, close } = await enter("ru", desk);
  const feed = page.getByTestId("feed").getByRole("listitem").filter({ hasText: "Получает" });
  await feed.nth(9).waitFor({ timeout: 30_000 });
  await expectAccessible(page);
  await expectFits(page);

  await page.getByRole("link", { name: "Журнал", exact: true }).click();
  await page.locator("tbody tr").first().getByRole("link").first().click();
  const why = page.getByRole("complementary", { name: "Почему?" });
  await why.getByText("Участники").waitFor();
  expect(await why.getByTestId("headline").textContent()).toMatch(/^Получает .+: .*очередь/);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Шаблоны", exact: true }).click();
  await page.getByText("Заявки на пробный урок").first().waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
}, 120_000);

test("the same on a phone, in English", async () => {
  const { page, complaints, close } = await enter("en", phone);
  await page.getByRole("button", { name: "EN" }).click();
  for (const name of ["Today", "History", "Rules"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectAccessible(page);
    await expectFits(page);
  }
  expect(complaints).toEqual([]);
  await close();
}, 120_000);

test("the demo CRM shows the managers that the leads were given", async () => {
  const { page, complaints, close } = await visit(browser, { language: "ru", viewport: desk });
  await page.goto(addresses()[1] ?? "");
  const row = page.getByRole("row").filter({ hasText: /Ирина|Лариса|Жанна|Захар|Анна|Олег|Глеб/ });
  await row.first().waitFor({ timeout: 30_000 });
  await expectAccessible(page);

  await row.first().getByRole("link").click();
  await page.getByRole("heading", { level: 2, name: "Ответственные" }).waitFor();
  await page.getByRole("row").filter({ hasText: "робот" }).waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
}, 120_000);

test("a manager signs in with what the ready line says, to his own page", async () => {
  const [, login = "", password = ""] = /manager (\S+)\/(\S+);/.exec(demo.line) ?? [];
  const api = `${addresses()[0]}/api/v1`;
  const signedIn = await fetch(`${api}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  expect(await signedIn.json()).toMatchObject({
    user: { role: "manager", manager: "Надежда" },
    accounts: [{ id: "cosmetics" }],
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await fetch(`${api}/accounts/cosmetics/my-page`, { headers: { cookie } });
  const { name, queues } = await page.json();
  expect(name).toBe("Надежда");
  expect(queues.length).toBeGreaterThan(0);
  const today = await fetch(`${api}/accounts/cosmetics/today`, { headers: { cookie } });
  expect(today.status).toBe(403);
});
