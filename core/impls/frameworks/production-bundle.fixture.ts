import { build } from "esbuild";

/** The exports of a module as a bundler builds it for production, for browsers: minified, without what is for development alone. */
export async function productionBundleOf(contents: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["production"],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
}
