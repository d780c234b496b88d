import { expect, test } from "vitest";
import { problems } from "#api/contract/problems.ts";
import en from "./en.json" with { type: "json" };
import ru from "./ru.json" with { type: "json" };

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): ReadonlyMap<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as const]
      : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const catalogues = { ru: flat(ru), en: flat(en) };
const plural = /_(zero|one|few|many|other)$/;
const stems = (texts: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...texts.keys()].map((key) => key.replace(plural, "")))].sort();
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).sort();

test("both languages say the same things", () => {
  expect(stems(catalogues.en)).toEqual(stems(catalogues.ru));
});

test("both languages are given the same values", () => {
  for (const [key, text] of catalogues.ru) {
    const twin = catalogues.en.get(key) ?? catalogues.en.get(key.replace(plural, "_other"));
    expect([key, placeholders(text)]).toEqual([key, placeholders(twin ?? "")]);
  }
});

// `_zero` is i18next's own and optional: «nobody» instead of «0 people».
test.each([
  ["ru", ["few", "many", "one", "other"]],
  ["en", ["one", "other"]],
] as const)("every count in %s has all forms of the language", (lang, forms) => {
  const texts = catalogues[lang];
  const counted = new Set(
    [...texts.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, "")),
  );
  for (const stem of counted) {
    const found = [...texts.keys()]
      .filter((key) => key.replace(plural, "") === stem)
      .map((key) => plural.exec(key)?.[1])
      .filter((form) => form !== "zero");
    expect([stem, found.sort()]).toEqual([stem, forms]);
  }
});

test("no text is empty", () => {
  for (const texts of Object.values(catalogues)) {
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  }
});

test("every problem of the service has its words", () => {
  const missing = Object.keys(problems).filter((code) => !catalogues.ru.has(`problem.${code}`));
  expect(missing).toEqual([]);
});
