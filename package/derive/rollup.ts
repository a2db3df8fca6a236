import type { Plugin } from "rollup";
import type { DeriveOptions } from "./derive-options.ts";
import { parseOptions } from "./options.ts";
import { ChunkDerivation } from "./rendered-chunk.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

/**
 * The plug-in for Rollup: `plugins: [allocative()]`. A build is one for development in watch mode and where `NODE_ENV` is `development`.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): Plugin {
  const derivation = parseOptions("allocative/rollup", options);
  const chunks = new ChunkDerivation(derivation);
  return {
    name: "allocative",
    renderChunk: {
      order: "pre",
      handler(code, chunk, output, meta) {
        const mode = this.meta.watchMode || process.env.NODE_ENV === "development" ? "development" : "production";
        if (!derivation.isOn(mode)) return null;
        return chunks.derive(this, code, chunk, output, meta.chunks, { mode, root: process.cwd() });
      },
    },
    generateBundle: {
      order: "pre",
      handler(_output, bundle) {
        chunks.emitRuntime(this, bundle);
      },
    },
  };
}
