import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Libraries change seldom: a new version of ours leaves them in the browser's cache.
      output: { codeSplitting: { groups: [{ name: "libraries", test: /node_modules/ }] } },
    },
  },
  // `npm start` in one terminal, `npx vite web` in another.
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
