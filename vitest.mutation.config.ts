import { defineConfig } from "vitest/config";

/** What a mutant of the core is tried on: the rules of the core, without databases. */
export default defineConfig({
  test: {
    include: [
      "src/core/*.test.ts",
      "src/core/limits/*.test.ts",
      "src/core/schedule/window.test.ts",
    ],
    // Long histories find what a rule-named test should find, and take the time of a hundred.
    exclude: ["src/core/random-worlds.test.ts", "src/core/limits/caps.test.ts"],
    env: { TZ: "America/New_York", WORLDS: "20", SEED: "1" },
  },
});
