import { expect, test } from "vitest";
import { formOf, isSame, type Settings, settingsFrom } from "./settings-form.ts";

const settings: Settings = {
  floor: 0.15,
  ceiling: 2.5,
  since: null,
  halfLifeDays: 270,
  perSource: false,
  loadCurve: true,
  comfort: { anna: 40, boris: null },
};

test.each(["ru", "en"])("fields in %s mean what they were made from", (lang) => {
  const { settings: back, wrong } = settingsFrom(formOf(settings, lang));
  expect(wrong.size).toBe(0);
  expect(back).toEqual(settings);
  expect(isSame(back, settings)).toBe(true);
});

test("fields are written as people write", () => {
  expect(formOf(settings, "ru")).toMatchObject({
    floor: "15",
    ceiling: "2,5",
    since: "",
    halfLifeDays: "270",
    comfort: { anna: "40", boris: "" },
  });
  expect(formOf(settings, "en").ceiling).toBe("2.5");
});

test.each([
  ["floor", "120"],
  ["floor", ""],
  ["floor", "many"],
  ["ceiling", "0,5"],
  ["halfLifeDays", "1.5"],
  ["halfLifeDays", "0"],
] as const)("%s of «%s» is wrong", (name, text) => {
  const form = { ...formOf(settings, "ru"), [name]: text };
  expect([...settingsFrom(form).wrong]).toEqual([name]);
});

test("a comfortable rate is a number above zero, or nothing", () => {
  const form = formOf(settings, "ru");
  const of = (boris: string) => settingsFrom({ ...form, comfort: { ...form.comfort, boris } });
  expect([...of("0").wrong]).toEqual(["comfort.boris"]);
  expect([...of("-3").wrong]).toEqual(["comfort.boris"]);
  expect(of("12,5").settings.comfort["boris"]).toBe(12.5);
  expect(of(" ").settings.comfort["boris"]).toBeNull();
});
