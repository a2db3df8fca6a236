import type { Compiler as WebpackCompiler } from "webpack";
import { type Compiler, deriveCompiler } from "./assets.ts";
import type { DeriveOptions } from "./derive-options.ts";
import { parseOptions } from "./options.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

/**
 * The plug-in for webpack: `plugins: [allocative()]`. It derives builds of the mode `development`; others with `production: true`.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): { apply(compiler: WebpackCompiler): void } {
  const derivation = parseOptions("allocative/webpack", options);
  return { apply: (compiler) => deriveCompiler(compiler as unknown as Compiler, derivation) };
}
