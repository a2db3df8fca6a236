import { readFileSync, writeFileSync } from "node:fs";
import { type CompressOptions, type MinifyOptions, minify } from "terser";

/* Our getters have no side effects, and none of our code depends on the number of parameters of a function. */
const COMPRESS = {
  passes: 3,
  ecma: 2020,
  keep_fargs: false,
  pure_getters: true,
  unsafe_arrows: true,
  unsafe_methods: true,
} as const;

interface ShrinkOptions extends MinifyOptions {
  /** Beside those that hold for all. */
  readonly compress?: CompressOptions;
}

/** Makes a minified file a few in a hundred smaller, and its source map follow if it has one. */
export async function shrink(file: string, { compress, format, ...options }: ShrinkOptions): Promise<void> {
  const map = `${file}.map`;
  const { code, map: shrunkMap } = await minify(readFileSync(file, "utf8"), {
    ecma: 2020,
    compress: { ...COMPRESS, ...compress },
    format: { preserve_annotations: true, ...format },
    ...options,
  });
  if (code === undefined) throw new Error(`Terser made nothing of ${file}`);
  writeFileSync(file, code);
  if (typeof shrunkMap === "string") writeFileSync(map, shrunkMap);
}
