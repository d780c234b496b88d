import { defineConfig } from "vitest/config";

/** The map of the layers as a part of `npm run lint`. */
export default defineConfig({
  test: { include: ["test/architecture.test.ts"], reporters: ["./test/failures-only.ts"] },
});
