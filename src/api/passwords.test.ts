import { expect, test } from "vitest";
import { hashPassword, passwordMatches } from "./passwords.ts";

test("a password matches its own hash and no other password does", async () => {
  const hash = await hashPassword("верный пароль");
  expect(await passwordMatches("верный пароль", hash)).toBe(true);
  expect(await passwordMatches("верный парол", hash)).toBe(false);
});

test("the same password typed with composed or decomposed letters matches", async () => {
  const hash = await hashPassword("й".normalize("NFC").repeat(8));
  expect(await passwordMatches("й".normalize("NFD").repeat(8), hash)).toBe(true);
});

test("two hashes of one password differ and hold nothing of it", async () => {
  const hashes = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(hashes[0]).not.toBe(hashes[1]);
  expect(hashes.join()).not.toContain("horse");
});

test("an unknown login matches nothing", async () => {
  expect(await passwordMatches("anything", null)).toBe(false);
});
