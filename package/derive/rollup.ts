import type { Plugin } from "rollup";
import type { DeriveOptions } from "./derive-options.ts";
import { parseOptions } from "./options.ts";
import { buildOfProcess, chunkHooks } from "./rendered-chunk.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

/**
 * The plug-in for Rollup: `plugins: [allocative()]`. A build is one for development in watch mode and where `NODE_ENV` is `development`.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): Plugin {
  return { name: "allocative", ...chunkHooks(parseOptions("allocative/rollup", options), buildOfProcess) };
}
