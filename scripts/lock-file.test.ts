import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { repositoryPath } from "./repository-path.ts";

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly integrity?: string; readonly hasInstallScript?: boolean }>
  >;
}

const { packages }: LockFile = JSON.parse(readFileSync(repositoryPath("package-lock.json"), "utf8"));
const { allowScripts }: { readonly allowScripts: Readonly<Record<string, boolean>> } = JSON.parse(
  readFileSync(repositoryPath("package.json"), "utf8"),
);
/** All but the project itself. */
const installed = Object.entries(packages).filter(([path]) => path !== "");

test("the lock file has the hash of every package, also of those for other systems", () => {
  expect(installed.length).toBeGreaterThan(100);
  const hashless = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
  expect(hashless.map(([path]) => path)).toEqual([]);
});

test("every package comes from the registry that npm uses by default", () => {
  const elsewhere = installed.filter(([, { resolved }]) => resolved !== undefined && !isOfRegistry(resolved));
  expect(elsewhere.map(([path, { resolved }]) => `${path} from ${resolved}`)).toEqual([]);
});

function isOfRegistry(url: string): boolean {
  return url.startsWith("https://registry.npmjs.org/");
}

test("no package runs a script when it is installed", () => {
  const withScripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  const allowed = withScripts.filter((path) => allowScripts[path.replace(/^.*node_modules\//, "")] !== false);
  expect(allowed).toEqual([]);
});
