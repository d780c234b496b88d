import { expect, test } from "vitest";
import type { Answer } from "#web/api/call.ts";
import { offersJustGone } from "./offers-just-gone.ts";

type Notice = Answer<"getMyPage">["notices"][number];

const minute = 60_000;
const notice = (id: number, kind: Notice["kind"], at: number): Notice => ({
  id,
  kind,
  at,
  sentence: "",
  lead: `lead-${id}`,
  read: false,
});

test("offers that are gone are told for five minutes, other notices are not", () => {
  const now = 100 * minute;
  const notices = [
    notice(1, "offer_gone", now - minute),
    notice(2, "assigned", now - minute),
    notice(3, "offer_gone", now - 5 * minute),
  ];
  expect(offersJustGone(notices, now).map(({ id }) => id)).toEqual([1]);
});

test("of many only the latest three are told", () => {
  const notices = [1, 2, 3, 4].map((id) => notice(id, "offer_gone", 0));
  expect(offersJustGone(notices, minute).map(({ id }) => id)).toEqual([1, 2, 3]);
});
