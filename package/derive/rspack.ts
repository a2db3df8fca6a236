import type { Compiler as RspackCompiler } from "@rspack/core";
import { type Compiler, deriveCompiler } from "./assets.ts";
import type { DeriveOptions } from "./derive-options.ts";
import { parseOptions } from "./options.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

/**
 * The plug-in for Rspack: `plugins: [allocative()]`. It derives builds of the mode `development`; others with `production: true`.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): { apply(compiler: RspackCompiler): void } {
  const derivation = parseOptions("allocative/rspack", options);
  return { apply: (compiler) => deriveCompiler(compiler as unknown as Compiler, derivation) };
}
