import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";

/** Where `tsc --build` puts declarations (`outDir` of tsconfig.base.json). */
const DECLARATIONS = ".cache/types";
const RELATIVE_IMPORT = /(\bfrom\s+|\bimport\s+|\bimport\()"(\.[^"]+)\.ts"/g;

export function compileDeclarations(folder: string): void {
  const compiler = repositoryPath("node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "--build", repositoryPath(`${folder}/tsconfig.json`)], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new ExpectedError(`${folder}/ does not type-check:\n${run.stdout}${run.stderr}`);
}

/**
 * Copies the declarations of `entry` and what they refer to, by their paths below `above`, as those of modules with the ending `js` or `cjs`, which imports name: every version of TypeScript
 * resolves that. Each kind has its own, because TypeScript takes a `.d.ts` of this package as that of an ES module, which a CommonJS module may not require.
 */
export function copyDeclarations(entry: string, above: string, to: string, ending: "js" | "cjs"): void {
  const pending = [`${entry}.d.ts`];
  const seen = new Set(pending);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const folder = path.posix.dirname(file);
    const text = readFileSync(repositoryPath(`${DECLARATIONS}/${file}`), "utf8").replace(
      RELATIVE_IMPORT,
      (_whole, before: string, specifier: string) => {
        const target = `${path.posix.join(folder, specifier)}.d.ts`;
        if (!seen.has(target)) {
          seen.add(target);
          pending.push(target);
        }
        return `${before}"${specifier}.${ending}"`;
      },
    );
    const copy = path.posix.relative(above, file).replace(/ts$/, ending.replace("js", "ts"));
    const target = repositoryPath(`${to}/${copy}`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
