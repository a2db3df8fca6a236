import { MODULES_GROUP, PACKAGES_GROUP, ROOT_DERIVED } from "../graph/graph.ts";
import { quotedWords } from "../graph/page-words.ts";
import { describeCountedModule, describeNamedModule, type ModuleVariables } from "../impls/closures/describe-module.ts";
import { textOfThrown, uncurry } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";
import { type DerivedModule, derivedModulesIn, namesIn } from "../registry/read-derived.ts";
import type { Walk } from "../walk/walk.ts";
import { addListRoot } from "./list-root.ts";

const PACKAGES = "node_modules/";

const MAX_NAME_LENGTH = 60;

const slice = /* @__PURE__ */ uncurry(String.prototype.slice as (this: string, start: number, end: number) => string);

/** What one module of the app keeps, or all modules of a package. */
export interface DerivedRoot {
  /** Its name in a list of roots: `src/store.ts`, or `node_modules/react-dom`. */
  readonly name: string;
  /** Name of the package; "" for a module of the app. */
  readonly packageName: string;
  readonly modules: SafeList<DerivedModule & { readonly file: string }>;
}

/** The roots that a bundler's plug-in derived in a realm. Those of the app come first: of two variables that are equally near to an object, the first is charged for it. */
export function derivedRootsIn(realm: object): SafeList<DerivedRoot> {
  const modules = derivedModulesIn(realm);
  const roots = createSafeList<DerivedRoot>();
  const ofPackages = createSafeList<DerivedRoot>();
  const byPackage = createSafeMap<string, DerivedRoot>();
  for (let m = 0; m < modules.length; m++) {
    const { path, read } = modules[m];
    const { packageName, file } = placeOfPath(path);
    let root = packageName === "" ? undefined : byPackage.get(packageName);
    if (root === undefined) {
      root = { name: packageName === "" ? path : PACKAGES + packageName, packageName, modules: createSafeList() };
      const list = packageName === "" ? roots : ofPackages;
      list[list.length] = root;
      if (packageName !== "") byPackage.set(packageName, root);
    }
    root.modules[root.modules.length] = { path, read, file };
  }
  for (let r = 0; r < ofPackages.length; r++) roots[roots.length] = ofPackages[r];
  return roots;
}

/**
 * The package of a file and its place in that; both are "" for a file of no package. A package inside another one, or in a folder such as pnpm's `node_modules/.pnpm/x@1/node_modules/x/`,
 * stands for itself.
 */
function placeOfPath(path: string): { readonly packageName: string; readonly file: string } {
  let start = -1;
  for (let at = path.length - PACKAGES.length; at >= 0 && start === -1; at--) {
    if ((at === 0 || path[at - 1] === "/") && slice(path, at, at + PACKAGES.length) === PACKAGES)
      start = at + PACKAGES.length;
  }
  if (start === -1 || start === path.length) return { packageName: "", file: "" };
  let end = start;
  /* `@scope/name` has two parts. */
  for (let parts = path[start] === "@" ? 2 : 1; end < path.length; end++) if (path[end] === "/" && --parts === 0) break;
  return { packageName: slice(path, start, end), file: slice(path, end + 1, path.length) };
}

/** Whether the variables take bytes: not where a debugger counts the contexts that they are in. */
export type ModuleBytes = "counted" | "named only";

/** Adds what modules keep: `Modules;src/store.ts;cache;Map`, and `node_modules;react-dom;cjs/react-dom.production.js;x`. In a `group` as of `Walk.addRoot` roots have the names of lists. */
export function addDerivedRoots(walk: Walk, roots: SafeList<DerivedRoot>, bytes: ModuleBytes, group = ""): void {
  for (let r = 0; r < roots.length; r++) {
    const { name, packageName, modules } = roots[r];
    const around = group !== "" ? group : packageName === "" ? MODULES_GROUP : PACKAGES_GROUP;
    const shown = group !== "" || packageName === "" ? name : packageName;
    const items = createSafeList<ModuleVariables>();
    for (let m = 0; m < modules.length; m++) {
      const variables = variablesOf(walk, modules[m], `${around};${shown}`);
      if (variables !== undefined && variables.slots > 0) items[items.length] = variables;
    }
    const describe = bytes === "counted" ? describeCountedModule : describeNamedModule;
    if (items.length > 0) addListRoot(walk, shown, items, ROOT_DERIVED, around, describe);
  }
}

function variablesOf(walk: Walk, { path, read, file }: DerivedRoot["modules"][number], root: string) {
  let reason = "gave no variables";
  try {
    const found = namesIn(read());
    if (found !== undefined) return { name: "", above: undefined, file, ...found } satisfies ModuleVariables;
  } catch (thrown) {
    reason = `threw ${textOfThrown(thrown)}`;
  }
  walk.warn({
    code: "module-unreadable",
    path: root,
    detail: `What reads the variables of the module ${quotedWords(path, MAX_NAME_LENGTH)} ${reason}. They are not counted here.`,
  });
  return undefined;
}
