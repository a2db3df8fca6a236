import { readFileSync, writeFileSync } from "node:fs";
import { type MinifyOptions, minify } from "terser";

/* Our getters have no side effects, and none of our code depends on the number of parameters of a function. */
const COMPRESS = {
  passes: 3,
  ecma: 2020,
  keep_fargs: false,
  pure_getters: true,
  unsafe_arrows: true,
  unsafe_methods: true,
} as const;

/** Makes a minified file a few in a hundred smaller, and its source map follow if it has one. */
export async function shrink(file: string, options: MinifyOptions): Promise<void> {
  const map = `${file}.map`;
  const { code, map: shrunkMap } = await minify(readFileSync(file, "utf8"), {
    ecma: 2020,
    compress: COMPRESS,
    format: { preserve_annotations: true },
    ...options,
  });
  if (code === undefined) throw new Error(`Terser made nothing of ${file}`);
  writeFileSync(file, code);
  if (typeof shrunkMap === "string") writeFileSync(map, shrunkMap);
}
