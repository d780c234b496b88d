import { expect, test } from "vitest";
import { startSandbox } from "./server.ts";
import { school } from "./testing/school.ts";

test("the page names the accounts, escaped, in the language asked for", async () => {
  const sandbox = await startSandbox({ port: 0, accounts: [{ ...school, name: "Школа <b>" }] });
  const page = async (query: string) => (await fetch(`${sandbox.url}/${query}`)).text();
  const russian = await page("");
  expect(russian).toContain('<html lang="ru">');
  expect(russian).toContain('<a href="#school" data-account="school">Школа &#60;b&#62;</a>');
  expect(russian).toContain("Новый звонок");
  expect(await page("?lang=en")).toContain("New call");
  await sandbox.close();
});

test("the page's buttons bring one lead each and let the traffic run", async () => {
  const sandbox = await startSandbox({ port: 0, accounts: [school] });
  const post = (path: string, body: object) =>
    fetch(`${sandbox.url}/__sandbox/accounts/school/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
  await post("arrivals", { category: "forms" });
  await post("arrivals", { category: "sip" });
  const { account } = sandbox.control("school").tenant;
  expect([...account.unsorted.values()].map(({ category }) => category)).toEqual(["forms", "sip"]);
  const resumed = await post("traffic/resume", {});
  expect(await resumed.json()).toMatchObject({ running: true, perMinute: 6 });
  await sandbox.close();
});
