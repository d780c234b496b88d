import { expect, test } from "vitest";
import type { Identity } from "./caller.ts";
import type { Role } from "./contract/endpoint.ts";
import { refusal } from "./guard.ts";

const person = (role: Role): Identity => ({
  user: 1,
  login: "somebody",
  name: "Somebody",
  role,
  language: "en",
  accounts: ["own"],
  manager: role === "manager" ? { account: "own", key: "anna" } : null,
});
const leaders: readonly Role[] = ["administrator", "head"];

test.each([
  [null, "own", "sign_in_required"],
  [null, null, "sign_in_required"],
  ["administrator", "own", null],
  ["administrator", "foreign", null],
  ["administrator", null, null],
  ["head", "own", null],
  ["head", "foreign", "account_not_found"],
  ["head", null, null],
  ["observer", "own", "role_forbidden"],
  ["observer", "foreign", "account_not_found"],
  ["manager", "own", "role_forbidden"],
  ["manager", "foreign", "account_not_found"],
] as const)(
  "an endpoint for leaders, called by %s for the account %s: %s",
  (role, account, code) => {
    expect(refusal(role && person(role), { roles: leaders, account })).toBe(code);
  },
);

test("an endpoint for anyone asks for nothing", () => {
  expect(refusal(null, { roles: "anyone", account: null })).toBeNull();
});
