// The extension, for the browser that is Vite's mode: devtools page, panel and the panel's worker; in Firefox the relay, too. `scripts/build.ts` adds the agent and the bridge.
import { existsSync } from "node:fs";
import { crx } from "@crxjs/vite-plugin";
import { defineConfig, type Plugin } from "vite";
import manifest from "./manifest.json" with { type: "json" };

const { minimum_chrome_version, message_serialization, ...common } = manifest;

/** What the build of each browser has for its own. */
const BROWSERS = {
  chromium: {
    folder: "dist/extension",
    target: `chrome${minimum_chrome_version}`,
    manifest,
  },
  firefox: {
    folder: "dist/firefox",
    target: "firefox153",
    manifest: {
      ...common,
      permissions: common.permissions.filter((permission) => permission !== "debugger"),
      /* Panels of Firefox have no API for tabs and scripts; the relay has. */
      background: { scripts: ["extension/tab/relay.ts"], type: "module" },
      browser_specific_settings: {
        gecko: {
          id: "allocative@allocative.dev",
          strict_min_version: "153.0",
          data_collection_permissions: { required: ["none"] },
        },
      },
    },
  },
} as const;

type CrxOptions = Parameters<typeof crx>[0];

/** In the build for Firefox, `name.firefox.ts` stands in for `name.ts` beside it, and a style sheet for another. */
function firefoxFiles(): Plugin {
  return {
    name: "firefox-files",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (importer === undefined || !source.startsWith(".")) return null;
      const usual = await this.resolve(source, importer, { ...options, skipSelf: true });
      const own = usual?.id.replace(/\.(?:ts|css)$/, ".firefox$&");
      return own !== undefined && own !== usual?.id && own !== importer && existsSync(own) ? own : null;
    },
  };
}

export default defineConfig(({ mode }) => {
  const isFirefox = mode === "firefox";
  const { folder, target, manifest } = BROWSERS[isFirefox ? "firefox" : "chromium"];
  return {
    plugins: [
      isFirefox && firefoxFiles(),
      crx({ manifest: manifest as CrxOptions["manifest"], browser: isFirefox ? "firefox" : "chrome" }),
    ],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    worker: { format: "es" },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target,
      modulePreload: false,
      rolldownOptions: {
        // DevTools pages name their panels in code, where no tool can find them.
        input: { panel: "extension/panel/panel.html" },
      },
    },
    server: { watch: { ignored: ["**/dist/**", "**/artifacts/**"] } },
  };
});
