import { expect, test } from "vitest";
import { Refusal } from "#web/api/call.ts";
import { problemText } from "./problem-text.ts";

const words: Readonly<Record<string, string>> = {
  "problem.login_taken": "Такой логин уже есть",
  "problem.refused": "Сервис отказал",
  "problem.unexpected": "Что-то сломалось",
};
const t = ((key: string) => words[key]) as unknown as Parameters<typeof problemText>[1];
const exists = (key: string): boolean => key in words;

test("a refusal that says no more than its code is told once, in the reader's language", () => {
  const refusal = new Refusal({
    code: "login_taken",
    title: "Somebody has this login already",
    detail: "Somebody has this login already",
  });
  expect(problemText(refusal, t, exists)).toEqual({ title: "Такой логин уже есть", detail: "" });
});

test("what the service says of this very case stands beneath", () => {
  const refusal = new Refusal({
    code: "login_taken",
    title: "Somebody has this login already",
    detail: "olga",
    errors: [{ path: "body.login", message: "too short" }],
  });
  expect(problemText(refusal, t, exists).detail).toBe("olga\nbody.login: too short");
});

test("a code without words keeps the service's own", () => {
  const refusal = new Refusal({ code: "new_code", title: "Full", detail: "Full" });
  expect(problemText(refusal, t, exists)).toEqual({ title: "Сервис отказал", detail: "Full" });
});
