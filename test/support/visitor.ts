/** Somebody at a real browser: a page whose errors fail the test that opened it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

export const desk = { width: 1360, height: 850 };
export const phone = { width: 390, height: 844 };

export interface Visit {
  readonly page: Page;
  /** What the page has complained about; a refused request is an answer, not a complaint. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function visit(
  browser: Browser,
  options: { readonly language: "ru" | "en"; readonly viewport: typeof desk },
): Promise<Visit> {
  const context: BrowserContext = await browser.newContext({
    viewport: options.viewport,
    locale: options.language === "ru" ? "ru-RU" : "en-US",
    timezoneId: "Asia/Tomsk",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/status of 4\d\d/.test(text)) complaints.push(text);
  });
  return { page, complaints, close: () => context.close() };
}

/** No violation of axe's serious or critical kind on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
    page.url(),
  ).toEqual([]);
}

/** The page fits its width: nothing is to be pushed sideways. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}
