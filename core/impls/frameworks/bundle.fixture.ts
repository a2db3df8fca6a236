import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What the module at `file`, beside this one, exports as a production build, with other packages in place of those that it imports. */
export async function bundled<Exports>(file: string, alias: Readonly<Record<string, string>>): Promise<Exports> {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [path(file)],
    bundle: true,
    write: false,
    keepNames: true,
    format: "iife",
    globalName: "bundle",
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    jsxImportSource: Object.hasOwn(alias, "preact") ? "preact" : "react",
    alias: { ...alias },
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`${file} gave nothing`);
  return new Function(`${output.text}\nreturn bundle;`)() as Exports;
}
