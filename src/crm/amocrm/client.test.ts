import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { CrmFailure } from "#crm/port.ts";
import { Client, type CrmRequest } from "./client.ts";
import { Limiter } from "./limiter.ts";
import {
  closeScriptedCrms,
  inTurn,
  type Received,
  type Reply,
  scriptedCrm,
} from "./testing/scripted-crm.ts";
import { eagerClock } from "./testing/virtual-clock.ts";

afterEach(closeScriptedCrms);

async function connect(reply: (request: Received) => Reply, timeoutMs = 5_000) {
  const crm = await scriptedCrm(reply);
  const clock = eagerClock();
  const limiter = new Limiter({ perSecond: 7, clock });
  const client = new Client({
    ...crm.options,
    headers: { "X-Sandbox-Account": "demo" },
    timeoutMs,
    limiter,
  });
  return { client, crm, clock };
}

const account: CrmRequest = { method: "GET", path: "/account" };
const answer = z.object({ id: z.number() });

async function failureOf(client: Client, request: CrmRequest = account): Promise<CrmFailure> {
  try {
    await client.call(request, answer);
  } catch (error) {
    if (error instanceof CrmFailure) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

describe("a request", () => {
  test("carries the token, a name of ours and the given headers", async () => {
    const { client, crm } = await connect(() => ({ json: { id: 1 } }));
    expect(await client.call(account, answer)).toEqual({ id: 1 });
    expect(crm.received[0]).toMatchObject({
      method: "GET",
      path: "/api/v4/account",
      headers: {
        authorization: "Bearer secret-token",
        "user-agent": expect.stringContaining("Smena"),
        "x-sandbox-account": "demo",
      },
      body: null,
    });
  });

  test("carries its query in order, with brackets and commas as they are", async () => {
    const { client, crm } = await connect(() => ({ json: { id: 1 } }));
    const query = [
      ["with", "a,b"],
      ["filter[id][]", 1],
      ["filter[id][]", 2],
      ["q", "я&="],
    ] as const;
    await client.call({ ...account, query }, answer);
    expect(crm.received[0]?.search).toBe("?with=a,b&filter[id][]=1&filter[id][]=2&q=%D1%8F%26%3D");
  });
});

describe("an answer of success", () => {
  test("without content is null", async () => {
    const { client } = await connect(() => ({ status: 204 }));
    expect(await client.call(account, answer)).toBeNull();
  });

  test("may hold more than we read", async () => {
    const { client } = await connect(() => ({ json: { id: 1, new_in_2027: [] } }));
    expect(await client.call(account, answer)).toEqual({ id: 1 });
  });

  test.each<[string, Reply, RegExp]>([
    ["that is a maintenance page", { text: "<html>" }, /is not JSON/],
    ["of another shape", { json: { id: "x" } }, /unknown form at «id»/],
  ])("%s can be asked for again", async (_, reply, message) => {
    const { client } = await connect(() => reply);
    const failure = await failureOf(client);
    expect(failure.kind).toBe("unavailable");
    expect(failure.message).toMatch(message);
  });
});

describe("too many requests", () => {
  const tooMany = { status: 429, json: { status: 429, detail: "Slow down", retry_after: 2 } };

  test("are repeated after the time that the CRM names", async () => {
    const { client, crm, clock } = await connect(inTurn(tooMany, { json: { id: 1 } }));
    expect(await client.call(account, answer)).toEqual({ id: 1 });
    expect(crm.received).toHaveLength(2);
    expect(clock.now()).toBe(2_000);
  });

  test("may say it in a header, or say nothing", async () => {
    const header = { status: 429, text: "slow", headers: { "Retry-After": "3" } };
    const silent = { status: 429, text: "slow" };
    const { client, clock } = await connect(inTurn(header, silent, { json: { id: 1 } }));
    await client.call(account, answer);
    expect(clock.now()).toBe(4_000);
  });

  test("with a long pause fail at once, and nothing is sent meanwhile", async () => {
    const { client, crm } = await connect(() => ({ status: 429, json: { retry_after: 300 } }));
    expect(await failureOf(client)).toMatchObject({ kind: "rate_limited", retryAfterMs: 300_000 });
    expect(await failureOf(client)).toMatchObject({ kind: "rate_limited" });
    expect(crm.received).toHaveLength(1);
  });

  test("again and again end as a failure", async () => {
    const { client, crm } = await connect(() => ({ status: 429, json: { retry_after: 1 } }));
    expect((await failureOf(client)).kind).toBe("rate_limited");
    expect(crm.received).toHaveLength(5);
  });
});

describe("failures", () => {
  test.each<[number, Reply, { kind: CrmFailure["kind"]; says: RegExp }]>([
    [
      400,
      { status: 400, json: { detail: "Request data can not be empty" } },
      { kind: "refused", says: /can not be empty/ },
    ],
    [
      401,
      { status: 401, json: { title: "Unauthorized" } },
      { kind: "unauthorized", says: /create a new long-lived token/ },
    ],
    [
      402,
      { status: 402, json: { title: "Payment Required" } },
      { kind: "forbidden", says: /subscription has ended/ },
    ],
    [
      403,
      { status: 403, json: { title: "Forbidden" } },
      { kind: "forbidden", says: /as an administrator/ },
    ],
    [
      404,
      { status: 404, json: { title: "Not Found" } },
      { kind: "forbidden", says: /check the account's address/ },
    ],
    [
      422,
      { status: 422, json: { detail: "Limit 250 per page" } },
      { kind: "refused", says: /Limit 250/ },
    ],
    [
      500,
      { status: 500, json: { title: "ErrInternalServer" } },
      { kind: "unavailable", says: /out of order/ },
    ],
    [
      502,
      { status: 502, text: "<html>Bad Gateway</html>" },
      { kind: "unavailable", says: /out of order/ },
    ],
    [504, { status: 504, text: "" }, { kind: "unavailable", says: /out of order/ }],
    [
      302,
      { status: 302, headers: { Location: "https://other.amocrm.ru/" } },
      { kind: "forbidden", says: /other\.amocrm\.ru/ },
    ],
  ])("%i", async (status, reply, { kind, says }) => {
    const { client, crm } = await connect(() => reply);
    const failure = await failureOf(client);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(says);
    expect(failure.message).toContain(`/api/v4/account (${status})`);
    expect(failure.message).toContain("[request rq-1]");
    expect(crm.received).toHaveLength(1);
  });

  test("a refusal in HTML is a ban: five minutes of silence", async () => {
    const { client, crm, clock } = await connect(
      inTurn({ status: 403, text: "<html>" }, { json: { id: 1 } }),
    );
    expect(await failureOf(client)).toMatchObject({ kind: "forbidden", retryAfterMs: 300_000 });
    expect(await failureOf(client)).toMatchObject({ kind: "forbidden" });
    expect(crm.received).toHaveLength(1);
    await clock.wait(300_000);
    expect(await client.call(account, answer)).toEqual({ id: 1 });
  });

  test("no answer in time", async () => {
    const { client } = await connect(() => "hang", 50);
    expect(await failureOf(client)).toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("did not answer in time"),
    });
  });

  test("a lost answer, and nobody listening at all", async () => {
    const { client, crm } = await connect(() => "cut");
    expect((await failureOf(client)).kind).toBe("unavailable");
    await crm.close();
    const failure = await failureOf(client);
    expect(failure.kind).toBe("unavailable");
    expect(failure.message).toContain("ECONNREFUSED");
  });

  test("never quote the token, even where the CRM does", async () => {
    const detail = "bad header: Bearer secret-token";
    const { client } = await connect(() => ({ status: 400, json: { detail } }));
    const { message } = await failureOf(client);
    expect(message).toContain("bad header");
    expect(message).not.toContain("secret-token");
  });

  test("a refused batch names the leads at fault", async () => {
    const errors = [{ code: "NotSupportedChoice", path: "responsible_user_id", detail: "Unknown" }];
    const json = {
      "validation-errors": [
        { request_id: "2", errors },
        { request_id: "0", errors },
        { request_id: "17", errors },
        { request_id: "x", errors },
      ],
    };
    const { client } = await connect(() => ({ status: 400, json }));
    const failure = await failureOf(client, {
      method: "PATCH",
      path: "/leads",
      body: [],
      leads: ["100", "101", "102"],
    });
    expect(failure).toMatchObject({ kind: "refused", leads: ["102", "100"] });
    expect(failure.message).toContain("item 2, responsible_user_id: Unknown");
  });
});
