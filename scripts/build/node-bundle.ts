import type { InlineConfig } from "vite";
import { BareImports } from "./bare-imports.ts";
import type { BundledPackages } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

type BuildOptions = NonNullable<InlineConfig["build"]>;

/** Bundles a program for Node with all packages in it, which are added to `packages`. Returns the names of packages that it imports all the same. */
export async function bundleForNode(
  packages: BundledPackages,
  build: Pick<BuildOptions, "ssr" | "outDir" | "emptyOutDir" | "rolldownOptions">,
): Promise<readonly string[]> {
  const bare = new BareImports();
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin(), bare.plugin()],
    ssr: { noExternal: true, target: "node" },
    build: { target: "node20", ...build },
  });
  return bare.list();
}

/** Names of functions and classes stay: a stack in a report of a fault is read. */
export const MINIFY_WITH_NAMES = {
  compress: true,
  mangle: { keepNames: { function: true, class: true } },
  codegen: true,
} as const;
