import { afterEach, describe, expect, test } from "vitest";
import { connect, json, next, pipelines } from "./testing/connect.ts";
import { closeScriptedCrms } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

describe("the directory", () => {
  test("an account has a zone", async () => {
    const { crm } = await connect({
      "GET /account": json({
        id: 7,
        name: "Школа",
        subdomain: "school",
        _embedded: { datetime_settings: { timezone: "Asia/Tomsk" } },
      }),
    });
    expect(await crm.account()).toEqual({
      id: "7",
      name: "Школа",
      subdomain: "school",
      timeZone: "Asia/Tomsk",
    });
  });

  test("users come page by page; the default group is named by the account", async () => {
    const rights = { is_admin: false, is_free: false, is_active: true, group_id: 3 };
    const users = [
      { id: 1, name: "A", email: "a@x", rights, _embedded: { groups: [{ id: 3, name: "Ночь" }] } },
      { id: 2, name: "B", email: null, rights: { ...rights, group_id: null, is_admin: true } },
      { id: 3, name: "C", email: "", rights: { ...rights, group_id: 0, is_free: true } },
      { id: 4, name: "D", rights: { ...rights, is_active: false }, _embedded: [] },
    ];
    const { crm } = await connect({
      "GET /users": ({ query }) => {
        const page = Number(query.get("page"));
        const _links = page < 4 ? next : {};
        return { json: { _links, _embedded: { users: [users[page - 1]] } } };
      },
      "GET /account": json({
        id: 7,
        name: "x",
        subdomain: "x",
        _embedded: { users_groups: [{ id: 0, name: "Отдел продаж" }] },
      }),
    });
    expect(await crm.users()).toEqual([
      { id: "1", name: "A", email: "a@x", group: "Ночь", active: true, admin: false },
      { id: "2", name: "B", email: null, group: "Отдел продаж", active: true, admin: true },
      { id: "3", name: "C", email: null, group: "Отдел продаж", active: false, admin: false },
      { id: "4", name: "D", email: null, group: null, active: false, admin: false },
    ]);
  });

  test("a token without an administrator's rights is told what to do", async () => {
    const { crm } = await connect({ "GET /users": () => ({ status: 403, json: { status: 403 } }) });
    await expect(crm.users()).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("Let an administrator of the account create the token"),
    });
  });

  test("a ban is not taken for missing rights", async () => {
    const { crm } = await connect({ "GET /users": () => ({ status: 403, text: "<html>" }) });
    await expect(crm.users()).rejects.toMatchObject({ retryAfterMs: 300_000 });
  });

  test("pipelines have stages with their kinds; archived ones are not offered", async () => {
    const { crm } = await connect({ "GET /leads/pipelines": json(pipelines) });
    expect(await crm.pipelines()).toEqual([
      {
        id: "10",
        name: "Продажи",
        main: true,
        stages: [
          { id: "20", name: "Неразобранное", kind: "unsorted" },
          { id: "21", name: "Новая", kind: "open" },
          { id: "142", name: "Успешно", kind: "won" },
          { id: "143", name: "Закрыто", kind: "lost" },
        ],
      },
    ]);
  });
});
