import { beforeEach, expect, test } from "vitest";
import { type Attempts, countAttempts } from "./attempts.ts";

let now = 0;
let attempts: Attempts;
beforeEach(() => {
  now = 1_000_000;
  attempts = countAttempts(() => now);
});

const tries = (count: number, login = "head", address = "10.0.0.1") =>
  Array.from({ length: count }, () => attempts.begin(login, address));

test("ten attempts at a login are free, the eleventh waits out the quarter of an hour", () => {
  expect(tries(10)).toEqual(Array(10).fill(0));
  now += 60_000;
  expect(attempts.begin("head", "10.0.0.1")).toBe(14 * 60);
  now += 14 * 60_000;
  expect(attempts.begin("head", "10.0.0.1")).toBe(0);
});

test("a login is the same whatever its case", () => {
  tries(10, "Head");
  expect(attempts.begin("hEAD", "10.0.0.1")).toBeGreaterThan(0);
});

test("another address may still try the login, and this one another login", () => {
  tries(10);
  expect(attempts.begin("head", "10.0.0.2")).toBe(0);
  expect(attempts.begin("other", "10.0.0.1")).toBe(0);
});

test("guessing one login from many addresses is stopped too", () => {
  for (let host = 0; host < 50; host++) attempts.begin("head", `10.0.1.${host}`);
  expect(attempts.begin("head", "10.0.2.1")).toBeGreaterThan(0);
});

test("a right password forgives the mistyped ones", () => {
  tries(10);
  attempts.succeed("head", "10.0.0.1");
  expect(tries(10)).toEqual(Array(10).fill(0));
});

test("refused attempts do not make the wait longer", () => {
  tries(10);
  const first = attempts.begin("head", "10.0.0.1");
  tries(100);
  expect(attempts.begin("head", "10.0.0.1")).toBe(first);
});
