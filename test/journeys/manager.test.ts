import { afterAll, beforeAll, expect, test } from "vitest";
import type { Today } from "#api/contract/today.ts";
import { Office } from "#test/support/office.ts";
import { until } from "#test/support/until.ts";
import { desk, expectAccessible, expectFits, phone } from "#test/support/visitor.ts";

let office: Office;

beforeAll(async () => {
  office = await Office.open("method: in_turn, taken: { within: 15m, by: [accept] }");
}, 120_000);
afterAll(async () => {
  await office?.close();
});

const dutyOf = async (name: string): Promise<string | undefined> => {
  const { team } = await office.call<Today>("GET", "/today");
  return team.find(({ manager }) => manager === name)?.duty.state;
};

test("a manager joins by his link, goes on a pause and comes back, and begins with his first lead", async () => {
  const page = await office.visitor(phone);
  await page.goto(await office.invite("Анна"));
  await page.getByRole("heading", { name: "Анна, добро пожаловать" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Логин" }).fill("anna");
  await page.getByRole("textbox", { name: "Пароль" }).fill("a long password");
  await page.getByRole("button", { name: "Принять приглашение" }).click();

  await page.waitForURL(/\/me$/);
  await page.getByRole("heading", { level: 1, name: /Анна/ }).waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.getByText("Сегодня сделок ещё не было").waitFor();
  await expectAccessible(page);
  await expectFits(page);

  const keys = page.getByRole("group", { name: "Линия" });
  await keys.getByRole("button", { name: "Пауза" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "15 мин" }).click();
  await page.getByText(/^пауза до \d\d:\d\d/i).waitFor();
  expect(await dutyOf("Анна")).toBe("paused");
  office.crm.addLeads([{ name: "Пока Анны нет" }]);
  const given = await until("the lead has somebody", async () => {
    const { feed } = await office.call<Today>("GET", "/today");
    return feed.find(({ leadName }) => leadName === "Пока Анны нет")?.manager ?? null;
  });
  expect(given).not.toBe("Анна");

  await keys.getByRole("button", { name: "На линии", exact: true }).click();
  await page
    .getByText(/^на линии/i)
    .first()
    .waitFor();
  expect(await dutyOf("Анна")).toBe("online");
  office.crm.addLeads([{ name: "Первая" }, { name: "Вторая" }, { name: "Третья" }]);
  const take = page.getByRole("button", { name: /^Беру в работу/ });
  await take.first().waitFor();
  await page
    .getByText(/^осталось/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await expectFits(page);
  await take.first().click();
  await page.getByText("В работе: 1").waitFor();

  await page
    .getByTestId("notices")
    .getByText(/Первая|Вторая|Третья/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Отметить прочитанным" }).click();
  await page.getByRole("heading", { name: "Уведомления" }).waitFor();
  await page.getByRole("link", { name: "Звук и каналы" }).click();
  const toldHere = page.getByRole("checkbox", { name: "Вам отдана сделка: Здесь" });
  const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
  await toldHere.uncheck();
  await saved;
  await page.reload();
  await toldHere.waitFor();
  expect(await toldHere.isChecked()).toBe(false);
  await expectAccessible(page);
  await expectFits(page);
  expect(office.complaints).toEqual([]);
}, 120_000);

test("the head sees who is on a pause, puts him there with a reason, and looks at his page", async () => {
  const page = await office.owner("today", desk);
  await page.getByRole("button", { name: /^Борис/ }).click();
  const dialog = page.getByRole("dialog", { name: "Борис" });
  await dialog.getByRole("textbox", { name: /Причина/ }).fill("обучение");
  await dialog.getByRole("button", { name: "Пауза" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Пока не включат" }).click();
  await dialog.getByText(/пауза, пока не включат · переключено: owner · обучение/).waitFor();
  expect(await dutyOf("Борис")).toBe("paused");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("link", { name: "Команда" }).click();
  await page.getByRole("button", { name: "Борис: журнал линии" }).click();
  await page.getByTestId("availability").getByText("обучение").waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  await page.goto(`${office.installation.url}/a/${office.account}/me?manager=Борис`);
  await page.getByText(/пауза, пока не включат/i).waitFor();
  expect(await page.getByRole("button", { name: /^Беру/ }).count()).toBe(0);
  expect(office.complaints).toEqual([]);
}, 120_000);
