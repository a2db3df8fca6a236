import { ROOT_FRAMEWORK } from "../graph/graph.ts";
import type { Framework } from "../impls/frameworks/framework.ts";
import type { Walk } from "../walk/walk.ts";
import { addListRoot, type RootItems } from "./list-root.ts";

export { frameworkKeyOf } from "../impls/frameworks/expandos.ts";
export type { Framework } from "../impls/frameworks/framework.ts";
export { FRAMEWORKS } from "../impls/frameworks/frameworks.ts";

/** Adds all that a framework renders as one root, named by the framework. `containers` are what its `containedIn` gave; `group` as in `Walk.addRoot`. */
export function addFrameworkRoot(walk: Walk, framework: Framework, containers: RootItems, group = ""): void {
  addListRoot(walk, framework.name, containers, ROOT_FRAMEWORK, group, framework.describe);
}
