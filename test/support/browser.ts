import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

// Without these, Chromium looks up its maker's hosts at every start: tests are offline.
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the machine's Chromium, or the one that comes as an npm package where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = installed.find((path) => existsSync(path));
  return executablePath
    ? chromium.launch({ executablePath, args: quiet })
    : chromium.launch({ executablePath: await packagedChromium(), args: quiet });
}

async function packagedChromium(): Promise<string> {
  // The package unpacks the shared libraries that it needs only where it believes to run in
  // Lambda; a bare machine lacks the same libraries.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}
