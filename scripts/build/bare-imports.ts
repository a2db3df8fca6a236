import { builtinModules } from "node:module";
import type { Plugin } from "vite";

const BUILT_IN = new Set(builtinModules);

/** Collects what the chunks of a build import that is neither in it nor Node's own. */
export class BareImports {
  readonly #names = new Set<string>();

  plugin(): Plugin {
    return {
      name: "bare-imports",
      generateBundle: (_options, bundle) => {
        for (const output of Object.values(bundle)) {
          if (output.type !== "chunk") continue;
          for (const name of [...output.imports, ...output.dynamicImports]) {
            if (!(name in bundle) && !isBuiltIn(name)) this.#names.add(name);
          }
        }
      },
    };
  }

  list(): readonly string[] {
    return [...this.#names].sort();
  }
}

function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name.replace(/^node:/, ""));
}
