import { afterEach, expect, test, vi } from "vitest";
import { address, call, Refusal } from "./call.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function answering(response: () => Response | Promise<Response>): ReturnType<typeof vi.fn> {
  const fetched = vi.fn(async () => response());
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("parameters are escaped and absent query values left out", () => {
  expect(
    address(
      "/accounts/{account}/decisions",
      { account: "a/b" },
      { rule: "Звонки & чаты", kind: undefined, lead: "" },
    ),
  ).toBe(
    "/api/v1/accounts/a%2Fb/decisions?rule=%D0%97%D0%B2%D0%BE%D0%BD%D0%BA%D0%B8+%26+%D1%87%D0%B0%D1%82%D1%8B",
  );
});

test("a body is sent as JSON", async () => {
  const fetched = answering(() => new Response("{}"));
  await call("signIn", { body: { login: "olga", password: "secret" } });
  expect(fetched).toHaveBeenCalledWith("/api/v1/session", {
    method: "post",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: '{"login":"olga","password":"secret"}',
  });
});

test("a problem document is a refusal with its code and detail", async () => {
  const problem = { code: "crm_token_refused", title: "No", detail: "The CRM answered 401." };
  answering(() =>
    Response.json(problem, {
      status: 422,
      headers: { "content-type": "application/problem+json" },
    }),
  );
  await expect(call("getSession")).rejects.toMatchObject({
    code: "crm_token_refused",
    status: 422,
    detail: "The CRM answered 401.",
  });
});

test("an error page of a proxy is a refusal too", async () => {
  answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(call("getSession")).rejects.toMatchObject({
    code: "unexpected_answer",
    status: 502,
  });
});

test("no answer at all is a refusal without a status", async () => {
  answering(() => Promise.reject(new TypeError("fetch failed")));
  const refusal: unknown = await call("getSession").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "unreachable", status: 0 });
});
