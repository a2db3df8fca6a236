import { repositoryPath } from "../repository-path.ts";
import { runViteBuild } from "./vite-build.ts";

export const DEMO_FOLDER = "dist/demo";

/** Files below `demo/`. */
const PAGES = ["index.html", "board/index.html", "board/notices.html"];

/** Builds the demo's pages into `dist/demo/`. */
export async function buildDemo(): Promise<void> {
  await runViteBuild({
    configFile: false,
    root: repositoryPath("demo"),
    base: "./",
    worker: { format: "es", rolldownOptions: { output: { keepNames: true } } },
    build: {
      outDir: repositoryPath(DEMO_FOLDER),
      emptyOutDir: true,
      target: "chrome148",
      modulePreload: false,
      // So that snapshots name its own files and variables.
      sourcemap: true,
      // The types in a snapshot of the demo should read as in the libraries' documentation.
      rolldownOptions: {
        input: PAGES.map((page) => repositoryPath(`demo/${page}`)),
        output: { keepNames: true },
      },
      // Class names are what a snapshot shows: `Mesh`, not `Fv`.
      minify: false,
      // three.js alone is above Vite's default; this page is not for a slow line.
      chunkSizeWarningLimit: 2000,
    },
  });
}
