import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { ExpectedError } from "../../package/cli/expected-error.ts";

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its `package.json` says: `MIT`. */
  readonly license: string;
  /** Where its source is, which some licences ask for. */
  readonly source: string;
  readonly licenseText: string;
}

const NODE_MODULES = "/node_modules/";
const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt|bsd))?$/i;

/** The folder of the package that a module belongs to; `null` for a module of our own. Exported for its test: the bundler chooses the ids of modules. */
export function packageFolderOf(moduleId: string): string | null {
  /* Made from a module by a plug-in: such an id begins with a zero character. */
  const path = moduleId.split("?", 1)[0].replace(/^\0/, "");
  const at = path.lastIndexOf(NODE_MODULES);
  if (at < 0) return null;
  const [scope, name] = path.slice(at + NODE_MODULES.length).split("/");
  const isScoped = scope.startsWith("@");
  return `${path.slice(0, at + NODE_MODULES.length)}${isScoped ? `${scope}/${name}` : scope}`;
}

/** Collects the packages of everything that it is a plug-in of: a build has several bundles, and each worker has its own. */
export class BundledPackages {
  readonly #folders = new Set<string>();

  plugin(): Plugin {
    return {
      name: "bundled-packages",
      generateBundle: (_options, bundle) => {
        for (const output of Object.values(bundle)) {
          if (output.type !== "chunk") continue;
          for (const [id, { renderedLength }] of Object.entries(output.modules)) {
            const folder = renderedLength > 0 ? packageFolderOf(id) : null;
            if (folder !== null) this.#folders.add(folder);
          }
        }
      },
    };
  }

  /** By name. Throws if a package comes without a licence. */
  list(): readonly BundledPackage[] {
    return [...this.#folders].map(readPackage).sort((one, other) => (one.name < other.name ? -1 : 1));
  }
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license, homepage, repository } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = licenseTextIn(folder);
  if (text === undefined || typeof license !== "string") {
    throw new ExpectedError(
      `The package ${name} ends up in what is shipped, and its folder has no licence to ship with it.`,
    );
  }
  const source = typeof repository === "string" ? repository : (repository?.url ?? homepage ?? "");
  return { name, version, license, source, licenseText: text.trim() };
}

/** A file of its own, or the last part of the README. */
function licenseTextIn(folder: string): string | undefined {
  const files = readdirSync(folder);
  const file = files.find((entry) => LICENSE_FILE.test(entry));
  if (file !== undefined) return readFileSync(`${folder}/${file}`, "utf8");
  if (!files.includes("README.md")) return undefined;
  return /^#+ licen[cs]e\n([\s\S]+)$/im.exec(readFileSync(`${folder}/README.md`, "utf8"))?.[1];
}

/** Ships beside the code, with what `writeLicenses` writes. */
export const LICENSES_FILE = "THIRD_PARTY_LICENSES.txt";

/** The text of that file. */
export function writeLicenses(packages: readonly BundledPackage[]): string {
  const parts = packages.map(
    ({ name, version, license, source, licenseText }) =>
      `${name} ${version}\nLicence: ${license}\nSource: ${source}\n\n${licenseText}\n`,
  );
  const head = "Allocative contains code of these packages, each under its own licence.\n";
  return [head, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}
