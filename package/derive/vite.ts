import type { Plugin } from "vite";
import type { DeriveOptions } from "./derive-options.ts";
import { type BuildMode, parseOptions } from "./options.ts";
import { chunkHooks } from "./rendered-chunk.ts";
import { runtimeModule } from "./runtime-code.ts";
import { deriveModule } from "./served-module.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

const NAME = "allocative";
const RUNTIME = "virtual:allocative-runtime";
/** Vitest takes the modules that it runs in Node as a server's. */
const RUNS_TESTS = process.env.VITEST !== undefined;
const RESOLVED_RUNTIME = `\0${RUNTIME}`;

/**
 * The plug-in for Vite: `plugins: [allocative()]`. It derives what the development server serves to browsers, and builds in watch mode or in the mode `development`; others with
 * `production: true`. Workers included.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): Plugin {
  return plugin(options);
}

function plugin(options: DeriveOptions | undefined): Plugin {
  const derivation = parseOptions("allocative/vite", options);
  let root = process.cwd();
  let cacheDir = "";
  let mode: BuildMode = "production";
  let isServed = false;
  return {
    name: NAME,
    /* Behind the compilers of TypeScript, JSX and components. */
    enforce: "post",
    config(_user, { command }) {
      /* A build bundles each worker with plug-ins of its own. */
      return command === "build" && derivation.isOn("development")
        ? { worker: { plugins: () => [plugin(options)] } }
        : null;
    },
    configResolved(config) {
      root = config.root;
      cacheDir = config.cacheDir;
      isServed = config.command === "serve";
      mode = isServed || config.build.watch || config.mode === "development" ? "development" : "production";
    },
    resolveId(specifier) {
      return specifier === RUNTIME ? RESOLVED_RUNTIME : null;
    },
    load(id) {
      return id === RESOLVED_RUNTIME ? runtimeModule(derivation) : null;
    },
    transform(code, id, transformed) {
      if (!isServed || (transformed?.ssr && !RUNS_TESTS) || id === RESOLVED_RUNTIME || !derivation.isOn(mode))
        return null;
      return deriveModule(this, code, id, { derivation, root, cacheDir, runtime: RUNTIME });
    },
    ...chunkHooks(derivation, () => ({ mode, root })),
  };
}
