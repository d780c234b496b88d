import { expect, test } from "vitest";
import { decimal, percent, signed } from "./numbers.ts";

test("an amount of leads is written as people of the language write it", () => {
  expect(decimal(1.234, "ru")).toBe("1,23");
  expect(decimal(1.234, "en")).toBe("1.23");
});

test("a balance has its sign, a true minus and two digits", () => {
  expect([0.62, -0.124, 0].map((balance) => signed(balance, "ru"))).toEqual([
    "+0,62",
    "−0,12",
    "0,00",
  ]);
});

test("what rounds to nothing has no sign", () => {
  expect(signed(-0.001, "en")).toBe("0.00");
});

test("a share is a percentage", () => {
  expect(percent(1 / 3, "ru").replace(/\s/, " ")).toBe("33,3 %");
});
