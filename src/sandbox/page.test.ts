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

test("a lead's card opens by its number alone and tells who had it", async () => {
  const other = { ...school, subdomain: "other", name: "Другая" };
  const sandbox = await startSandbox({ port: 0, accounts: [other, school] });
  const control = sandbox.control("school");
  const [id = 0] = control.addLeads([
    { category: "plain", name: "Ольга <b>", source: "Авито", utm: { source: "vk" } },
  ]);
  const [user] = [...control.tenant.account.users.values()].slice(-1);
  control.changeLead(id, { responsible: user?.id ?? 0, as: 0 });
  const card = async (query: string) =>
    (await fetch(`${sandbox.url}/leads/detail/${query}`)).text();
  const russian = await card(`${id}`);
  expect(russian).toContain("<h1>Ольга &#60;b&#62;</h1>");
  expect(russian).toContain("<dt>Источник</dt><dd>Авито</dd>");
  expect(russian).toContain("<dt>utm_source</dt><dd>vk</dd>");
  expect(russian.match(/<tr><td>/g)).toHaveLength(2);
  expect(russian).toContain(`${user?.name}</span></td><td><span class="owner">робот</span>`);
  expect(await card(`${id}?lang=en`)).toContain("Responsible users");
  await sandbox.close();
});

test("the card of a lead that is not there says so, and never asks for a token", async () => {
  const sandbox = await startSandbox({ port: 0, accounts: [school] });
  for (const id of ["1", "%3Cscript%3E", "NaN"]) {
    const response = await fetch(`${sandbox.url}/leads/detail/${id}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "text/html; charset=UTF-8",
    ]);
    expect(await response.text()).toContain("Такой сделки здесь нет");
  }
  await sandbox.close();
});
