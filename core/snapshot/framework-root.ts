import { PLACE_SELF, ROOT_FRAMEWORK } from "../graph/graph.ts";
import type { Framework } from "../impls/frameworks/framework.ts";
import type { Walk } from "../walk/walk.ts";

export { frameworkKeyOf } from "../impls/frameworks/expandos.ts";
export type { Framework } from "../impls/frameworks/framework.ts";
export { FRAMEWORKS } from "../impls/frameworks/frameworks.ts";

/** A list of what a framework keeps at the elements that it renders into. */
export interface Containers {
  readonly [index: number]: object;
  readonly length: number;
}

/** Adds all that a framework renders as one root, named by the framework. `containers` are what its `containedIn` gave; `group` as in `Walk.addRoot`. */
export function addFrameworkRoot(walk: Walk, framework: Framework, containers: Containers, group = ""): void {
  walk.addPart(containers, (_list, sink) => {
    sink.beginList();
    sink.beginItems(PLACE_SELF);
    for (let i = 0; i < containers.length; i++) {
      sink.part(containers[i], framework.describe);
      sink.item(containers[i]);
    }
  });
  walk.addRoot(framework.name, containers, ROOT_FRAMEWORK, group);
}
