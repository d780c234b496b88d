import { expect, test } from "vitest";
import type { Account, Session } from "./account-context.ts";
import { firstScreen } from "./first-screen.ts";

const account: Account = { id: "1", name: "", timeZone: "UTC", crm: "amocrm", configured: true };

function session(role: Session["user"]["role"]): Session {
  const user = { login: "", name: "", role, language: "ru", manager: null } as const;
  return { user, accounts: [account] };
}

test("a manager begins at his own page, rules or not", () => {
  expect(firstScreen(session("manager"), account)).toBe("/a/$account/me");
  expect(firstScreen(session("manager"), { ...account, configured: false })).toBe("/a/$account/me");
});

test.each(["administrator", "head", "observer"] as const)("%s begins at Today", (role) => {
  expect(firstScreen(session(role), account)).toBe("/a/$account/today");
});

test("who leads an account without rules begins where they are made", () => {
  const fresh = { ...account, configured: false };
  expect(firstScreen(session("head"), fresh)).toBe("/a/$account/configuration");
});
