import { expect, test } from "vitest";
import {
  emptyBook,
  ended,
  letLie,
  type OutcomeBook,
  receivedByShare,
  receivedOtherwise,
  touched,
  withdraw,
} from "./outcome-book.ts";

function give(book: OutcomeBook, ...[lead, manager, at]: [string, string, number]): void {
  receivedByShare(book, { lead, manager, source: "site", at });
}
const day = 86_400_000;

test("a lead is open until it is won, lost or junk, and open again when it is reopened", () => {
  const book = emptyBook();
  for (const lead of ["1", "2", "3", "4"]) give(book, lead, "anna", 0);
  ended(book, { lead: "1", state: "won", at: 5, price: 700 });
  ended(book, { lead: "2", state: "lost", at: 5 });
  ended(book, { lead: "3", state: "junk", at: 5 });
  expect(book.counts.get("anna")).toEqual({ open: 1, won: 1, lost: 1, junk: 1, missed: 0 });
  expect(book.leads.get("1")).toMatchObject({ price: 700, endedAt: 5 });
  ended(book, { lead: "1", state: "open", at: 9 });
  expect(book.counts.get("anna")).toEqual({ open: 2, won: 0, lost: 1, junk: 1, missed: 0 });
  expect(book.leads.get("1")).toMatchObject({ price: null, endedAt: null });
});

test("a sale belongs to whoever has the lead when it is made", () => {
  const book = emptyBook();
  give(book, "1", "anna", 0);
  give(book, "1", "boris", 10);
  ended(book, { lead: "1", state: "won", at: 20 });
  expect(book.counts.get("anna")).toEqual({ open: 0, won: 0, lost: 0, junk: 0, missed: 0 });
  expect(book.counts.get("boris")).toMatchObject({ won: 1 });
  expect(book.leads.get("1")?.receivedAt).toBe(10);
});

test("who lets a lead lie keeps it in his count, whatever becomes of it with another", () => {
  const book = emptyBook();
  give(book, "1", "anna", 0);
  letLie(book, "1", 10);
  give(book, "1", "boris", 10);
  ended(book, { lead: "1", state: "won", at: 20 });
  expect(book.counts.get("anna")).toMatchObject({ missed: 1, open: 0, won: 0 });
  expect(book.counts.get("boris")).toMatchObject({ won: 1 });
});

test("a lead that is taken back or given by hand is nobody's evidence, but it is load", () => {
  const book = emptyBook();
  give(book, "1", "anna", 0);
  withdraw(book, "1");
  give(book, "2", "anna", 1);
  receivedOtherwise(book, { lead: "2", manager: "boris", at: 2 });
  ended(book, { lead: "2", state: "won", at: 3 });
  expect(book.leads.size).toBe(0);
  expect(book.counts.get("anna")).toMatchObject({ open: 0, won: 0 });
  give(book, "3", "boris", 2 + day);
  expect(book.leads.get("3")?.load).toBeCloseTo(3 * Math.exp(-0.1), 12);
});

test("a lead finds its owner's load before it; those of one instant do not see each other", () => {
  const book = emptyBook();
  give(book, "1", "anna", 0);
  give(book, "2", "anna", 5 * day);
  give(book, "3", "anna", 5 * day);
  give(book, "4", "anna", 15 * day);
  const loads = ["1", "2", "3", "4"].map((lead) => book.leads.get(lead)?.load ?? -1);
  const second = 3 * Math.exp(-0.5);
  const fourth = (second + 6) * Math.exp(-1);
  for (const [place, load] of [0, second, second, fourth].entries()) {
    expect(loads[place]).toBeCloseTo(load, 12);
  }
});

test("what came before `since` does not count, and is load all the same", () => {
  const book = emptyBook(10);
  give(book, "1", "anna", 9);
  give(book, "2", "anna", 10);
  ended(book, { lead: "1", state: "won", at: 11 });
  expect(book.counts.get("anna")).toMatchObject({ open: 1, won: 0 });
  expect(book.leads.get("2")?.load).toBeCloseTo(3, 6);
});

test("the first sign of work is kept; unknown leads are nothing to the rule", () => {
  const book = emptyBook();
  give(book, "1", "anna", 0);
  for (const at of [4, 7]) touched(book, "1", at);
  touched(book, "x", 4);
  ended(book, { lead: "x", state: "won", at: 4 });
  letLie(book, "x", 4);
  expect(book.leads.get("1")?.touchedAt).toBe(4);
  expect([book.leads.size, book.missed.length]).toEqual([1, 0]);
});
