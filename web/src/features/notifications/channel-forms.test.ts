import { expect, test } from "vitest";
import { bodyOf, emailForm, telegramForm } from "./channel-forms.ts";

const health = {
  state: "ok",
  reason: null,
  reasonAt: null,
  lastSentAt: null,
  pending: 0,
  failed: 0,
} as const;

test("a secret that is kept need not be typed again, one that is missing must be", () => {
  const url = (state: "ok" | "off") =>
    emailForm({ server: null, from: null, health: { ...health, state } }).find(
      ({ name }) => name === "url",
    );
  expect([url("ok")?.required, url("off")?.required]).toEqual([false, true]);
});

test("what is known is filled in, secrets are not", () => {
  const form = telegramForm({ base: "https://bots.example", updates: null, bot: null, health });
  expect(form.map(({ name, value }) => [name, value])).toEqual([
    ["token", ""],
    ["base", "https://bots.example"],
  ]);
});

test("what was left empty is left out of what is sent", () => {
  expect(bodyOf("email", { url: " ", from: " Смена <a@b.ru> " })).toEqual({
    email: { from: "Смена <a@b.ru>" },
  });
  expect(bodyOf("webhook", { url: "https://hook.example/x", secret: "" })).toEqual({
    webhook: { url: "https://hook.example/x" },
  });
});
