import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "web/src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/databases.ts"],
    reporters: ["default", "./test/reporter.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A zone nobody here lives in, so that no test leans on the machine's own.
    env: { TZ: process.env["TEST_TZ"] ?? "America/New_York" },
  },
});
