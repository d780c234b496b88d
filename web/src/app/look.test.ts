import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colours } from "#web/drawn/mark.ts";

const css = readFileSync(new URL("./look.css", import.meta.url), "utf8");

/** The colours of the block that follows a selector, laid over those of `under`. */
function colourNames(selector: string, under: ReadonlyMap<string, string> = new Map()) {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  const own = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)];
  return new Map([...under, ...own.map(([, name = "", value = ""]) => [name, value] as const)]);
}

const light = colourNames(":root");
const themes = { light, dark: colourNames(':root[data-mantine-color-scheme="dark"]', light) };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const texts = ["ink", "ink-soft", "accent", "wait", "act"];
const grounds = ["paper", "paper-raised", "paper-sunk", "accent-tint", "wait-tint", "act-tint"];
const managers = Array.from({ length: colours }, (_, index) => `manager-${index}`);

test.each(Object.entries(themes))("text is readable on every ground, %s", (_, colourOf) => {
  const faint = texts.flatMap((text) =>
    grounds
      .filter((ground) => contrast(colourOf.get(text) ?? "", colourOf.get(ground) ?? "") < 4.5)
      .map((ground) => `${text} on ${ground}`),
  );
  expect(faint).toEqual([]);
});

test.each(Object.entries(themes))(
  "initials are readable on every manager's colour, %s",
  (_, colourOf) => {
    const faint = managers.filter(
      (name) => contrast(colourOf.get(name) ?? "", colourOf.get(`${name}-ink`) ?? "") < 4.5,
    );
    expect(faint).toEqual([]);
  },
);

test.each(Object.entries(themes))("every bar stands out from the paper, %s", (_, colourOf) => {
  const drawn = [...managers, "accent", "wait-mark", "line-strong"];
  const faint = drawn.filter(
    (name) => contrast(colourOf.get(name) ?? "", colourOf.get("paper") ?? "") < 2.5,
  );
  expect(faint).toEqual([]);
});
