// The extension for Chromium: devtools page, panel and the panel's worker. `scripts/build.ts` adds the agent and the bridge.
import { crx } from "@crxjs/vite-plugin";
import { defineConfig } from "vite";
import manifest from "./manifest.json" with { type: "json" };

export default defineConfig({
  plugins: [crx({ manifest: manifest as Parameters<typeof crx>[0]["manifest"] })],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: {
    outDir: "dist/extension",
    emptyOutDir: true,
    target: "chrome148",
    modulePreload: false,
    rolldownOptions: {
      // DevTools pages name their panels in code, where no tool can find them.
      input: { panel: "extension/panel/panel.html" },
    },
  },
  server: { watch: { ignored: ["**/dist/**", "**/artifacts/**"] } },
});
