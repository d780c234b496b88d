import { expect, test } from "vitest";
import { decoded } from "./decoded.ts";

test("UTF-8 is read as it is, with or without its mark", () => {
  expect(decoded(new TextEncoder().encode("Ответственный").buffer)).toBe("Ответственный");
  expect(decoded(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]).buffer)).toBe("1");
});

test("what is no UTF-8 is what Windows writes in Russian", () => {
  expect(decoded(new Uint8Array([0xc0, 0xed, 0xed, 0xe0]).buffer)).toBe("Анна");
});

test("Excel's Unicode text is read too, and a workbook does no harm", () => {
  expect(decoded(new Uint8Array([0xff, 0xfe, 0x10, 0x04, 0x31, 0x00]).buffer)).toBe("А1");
  expect(decoded(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00]).buffer)).toBe(
    "PK\u0003\u0004\uFFFD",
  );
  expect(decoded(new ArrayBuffer(0))).toBe("");
});
