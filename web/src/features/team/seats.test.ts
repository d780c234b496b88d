import { expect, test } from "vitest";
import type { Answer } from "#web/api/call.ts";
import { seatsOf } from "./seats.ts";

type Member = Answer<"getToday">["team"][number];
type Person = Answer<"listUsers">["users"][number];
type Invitation = Answer<"listInvitations">["invitations"][number];

const member = (manager: string): Member => ({
  manager,
  name: manager,
  state: "on_shift",
  until: null,
  timeZone: "UTC",
  receivedToday: 0,
  lastAt: null,
  shifts: [],
  duty: { state: "online", until: null, by: null, why: null },
  notAtWork: false,
  missedInRow: 0,
});

const person = (login: string, more: Partial<Person> = {}): Person => ({
  id: login.length,
  login,
  name: login,
  role: "manager",
  language: "ru",
  accounts: ["school"],
  manager: null,
  ...more,
});

const invitation = (name: string, manager: string | null): Invitation => ({
  id: name.length,
  role: manager === null ? "head" : "manager",
  manager,
  name,
  createdAt: 0,
  createdBy: "owner",
  expiresAt: 1,
});

const team = [member("anna"), member("boris"), member("vera")];
const school = (key: string) => ({ account: "school", key });

test("a manager's seat is taken, promised or empty", () => {
  const { managers } = seatsOf({
    account: "school",
    team,
    people: [person("anna-s", { manager: school("anna") })],
    invitations: [invitation("Борис", "boris")],
  });
  expect(managers.map(({ person: who, invitation: asked }) => [who?.login, asked?.name])).toEqual([
    ["anna-s", undefined],
    [undefined, "Борис"],
    [undefined, undefined],
  ]);
});

test("who is no manager of this account is one of the others, once", () => {
  const { others } = seatsOf({
    account: "school",
    team,
    people: [
      person("owner", { role: "administrator", accounts: [] }),
      person("head", { role: "head" }),
      person("left", { manager: school("no longer in the rules") }),
      person("elsewhere", { accounts: ["shop"], manager: { account: "shop", key: "anna" } }),
    ],
    invitations: [invitation("Ольга", null)],
  });
  expect(
    others.map((seat) => (seat.kind === "person" ? seat.person.login : seat.invitation.name)),
  ).toEqual(["owner", "head", "left", "Ольга"]);
});
