import { CLOSURES_GROUP, ROOT_ELEMENTS, ROOT_GIVEN } from "../../core/graph/graph.ts";
import { append } from "../../core/realm/introspect.ts";
import { createSafeList, createSafeMap } from "../../core/realm/safe-collections.ts";
import { isRootCollected, type RootNames, registeredRootNames, resolveRoot } from "../../core/registry/roots.ts";
import { addResolvedRoot } from "../../core/snapshot/create-walk.ts";
import {
  addDerivedRoots,
  type DerivedRoot,
  derivedRootsIn,
  type ModuleBytes,
} from "../../core/snapshot/derived-roots.ts";
import { addFrameworkRoot } from "../../core/snapshot/framework-root.ts";
import { addListRoot } from "../../core/snapshot/list-root.ts";
import { addNativeRoots } from "../../core/snapshot/native-roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import {
  type ExpressionRoot,
  MAX_ROOTS,
  type PanelMessage,
  type RootDescription,
  type RootEntry,
  type RootOrigin,
} from "../protocol/messages.ts";
import { ELEMENTS_ROOT, LISTENERS_ROOT } from "../protocol/names.ts";
import { isAnyWindow } from "./any-window.ts";
import type { CollectedRealms } from "./closures/closures-handle.ts";
import { elementsWithState } from "./elements-with-state.ts";
import type { Expressions } from "./expressions.ts";
import { findFrameworks } from "./frameworks.ts";
import { type PageGlobal, pageGlobals } from "./globals.ts";
import { ListenerCensus } from "./listener-census.ts";
import type { ListenerReader } from "./listener-reader.ts";
import { elementCountOf } from "./native-dom.ts";
import { addClosures, addGlobals, addRegistered, globalsOf, moduleBytesOf, type Names, setOf } from "./realm-roots.ts";
import type { AddedRoots } from "./sliced-walk.ts";
import { documentIn, type ReadableWindow, readableWindows } from "./windows.ts";

const NAME_TAKEN =
  "The page registered a root of this name, and that is the one here. The expression was not evaluated.";
const FOREIGN_WINDOW =
  "The root is a window of another site, which cannot be read from this page. Under “Roots”, check its frame instead.";

/** What a request says of roots. */
type RootRequest = Pick<
  Extract<PanelMessage, { type: "take-snapshot" }>,
  "origins" | "exceptions" | "frame" | "expressions"
>;

/** The roots that there are in the page and its frames of the same origin: lists them, and adds them to walks. */
export class PageRoots {
  readonly #expressions: Expressions;
  readonly #listenerReader: ListenerReader;
  /** Names on the global object of a realm that no page has touched. */
  readonly #pristineNames: Names;

  constructor(expressions: Expressions, listenerReader: ListenerReader, pristineNames: RootNames) {
    this.#expressions = expressions;
    this.#listenerReader = listenerReader;
    this.#pristineNames = setOf(pristineNames);
  }

  list(expressions: readonly ExpressionRoot[]): RootDescription[] {
    const roots: RootDescription[] = [];
    const add = (origin: RootOrigin, name: string, isCollected = false): void => {
      if (roots.length < MAX_ROOTS) append(roots, { origin, name, isCollected });
    };
    const windows = readableWindows();
    for (let w = 0; w < windows.length; w++) {
      const { window, document, frame } = windows[w];
      if (frame !== "") {
        add("frame", frame);
        continue;
      }
      const registered = registeredRootNames(window);
      for (let i = 0; i < registered.length; i++) {
        add("registered", registered[i], isRootCollected(registered[i], window));
      }
      const derived = derivedRootsIn(window);
      for (let i = 0; i < derived.length; i++) add("derived", derived[i].name);
      const { found, claimed } = findFrameworks(document);
      for (let i = 0; i < found.length; i++) add("framework", found[i].framework.name);
      if (elementsWithState(document, claimed).length > 0) add("elements", ELEMENTS_ROOT);
      const globals = globalsOf(window, this.#pristineNames, takenNames(registered, expressions));
      for (let i = 0; i < globals.length; i++) add("global", globals[i].name);
    }
    return roots;
  }

  /**
   * Adds the roots of the request, and a warning for each that cannot be added. `realms` are those whose closures were collected: this one, and those of frames.
   */
  addTo(walk: Walk, request: RootRequest, realms: CollectedRealms["realms"]): AddedRoots {
    for (let r = 0; r < realms.length; r++)
      addClosures(walk, realms[r].collector, realms[r].frame || request.frame || CLOSURES_GROUP);
    const bytes = moduleBytesOf(realms);
    if (request.frame !== "") {
      this.#addFrame(walk, { window: globalThis, document, frame: request.frame }, bytes);
      return { census: undefined, elementCount: elementCountOf(document) };
    }
    const wanted = new Wanted(request.origins, request.exceptions);
    const windows = readableWindows();
    const walked: Document[] = [];
    for (let w = 0; w < windows.length; w++) {
      if (windows[w].frame !== "") continue;
      this.#addPage(walk, windows[w], request, wanted, bytes);
      append(walked, windows[w].document);
    }
    for (let w = 0; w < windows.length; w++) {
      const { frame } = windows[w];
      if (frame === "" || !wanted.has("frame", frame)) continue;
      this.#addFrame(walk, windows[w], bytes);
      append(walked, windows[w].document);
    }
    const census = wanted.has("listeners", LISTENERS_ROOT) ? this.#addListeners(walk, windows[0]) : undefined;
    return { census, elementCount: sumOfElements(walked) };
  }

  #addPage(
    walk: Walk,
    { window, document }: ReadableWindow,
    { expressions }: RootRequest,
    wanted: Wanted,
    bytes: ModuleBytes,
  ): void {
    const registered = registeredRootNames(window);
    for (let i = 0; i < registered.length; i++) {
      const name = registered[i];
      if (wanted.has("registered", name)) addResolvedRoot(walk, name, resolveRoot(name, window), "getter");
    }
    this.#addExpressions(walk, expressions, setOf(registered));
    const derived = derivedRootsIn(window);
    const modules = createSafeList<DerivedRoot>();
    for (let i = 0; i < derived.length; i++) {
      if (wanted.has("derived", derived[i].name)) modules[modules.length] = derived[i];
    }
    addDerivedRoots(walk, modules, bytes);
    const { found, claimed } = findFrameworks(document);
    for (let i = 0; i < found.length; i++) {
      const { framework, containers } = found[i];
      if (wanted.has("framework", framework.name)) addFrameworkRoot(walk, framework, containers);
    }
    const globals = globalsOf(window, this.#pristineNames, takenNames(registered, expressions));
    const chosen: PageGlobal[] = [];
    for (let i = 0; i < globals.length; i++) if (wanted.has("global", globals[i].name)) append(chosen, globals[i]);
    addGlobals(walk, chosen, "");
    if (wanted.has("elements", ELEMENTS_ROOT)) addElements(walk, elementsWithState(document, claimed), "");
  }

  /** The listeners as DevTools lists them, or else as a bundler's plug-in does; and what else that lists. */
  #addListeners(walk: Walk, { window, document }: ReadableWindow): ListenerCensus | undefined {
    const { read } = this.#listenerReader;
    this.#listenerReader.withdraw();
    const areListed = addNativeRoots(walk, window, { listeners: read === undefined, frame: "" });
    if (read !== undefined) return new ListenerCensus(read, window, document);
    if (!areListed) this.#listenerReader.warnOfMissing(walk);
    return undefined;
  }

  #addFrame(walk: Walk, { window, document, frame }: ReadableWindow, bytes: ModuleBytes): void {
    const registered = addRegistered(walk, window, frame);
    addDerivedRoots(walk, derivedRootsIn(window), bytes, frame);
    const { found, claimed } = findFrameworks(document);
    for (let i = 0; i < found.length; i++) addFrameworkRoot(walk, found[i].framework, found[i].containers, frame);
    addGlobals(walk, globalsOf(window, this.#pristineNames, setOf(registered)), frame);
    addElements(walk, elementsWithState(document, claimed), frame);
    addNativeRoots(walk, window, { listeners: true, frame });
  }

  /** Each has a try of its own: what one throws is its warning. */
  #addExpressions(walk: Walk, roots: readonly ExpressionRoot[], registered: Names): void {
    for (let i = 0; i < roots.length; i++) {
      const { name } = roots[i];
      if (registered.get(name)) {
        walk.warn({ code: "root-name-taken", path: name, detail: NAME_TAKEN });
        continue;
      }
      const resolved = this.#expressions.resolve(roots[i]);
      if (resolved.state === "refused") walk.warn({ code: "root-refused", path: name, detail: resolved.reason });
      else if (resolved.state === "found" && isAnyWindow(resolved.value)) this.#addWindow(walk, name, resolved.value);
      else addResolvedRoot(walk, name, resolved, "expression");
    }
  }

  /** The window that an expression gives: its globals stand under the name of the expression. */
  #addWindow(walk: Walk, name: string, window: object): void {
    if (documentIn(window) === undefined) {
      walk.warn({ code: "root-cross-origin", path: name, detail: FOREIGN_WINDOW });
      return;
    }
    addGlobals(walk, pageGlobals(window, this.#pristineNames), name, ROOT_GIVEN);
  }
}

/** The choice of a request. */
class Wanted {
  readonly #origins: Names;
  readonly #exceptions = createSafeMap<RootOrigin, Names>();

  constructor(origins: readonly RootOrigin[], exceptions: readonly RootEntry[]) {
    this.#origins = setOf(origins);
    for (let i = 0; i < exceptions.length; i++) {
      const { origin, name } = exceptions[i];
      this.#exceptions.getOrInsert(origin, createSafeMap()).set(name, true);
    }
  }

  has(origin: RootOrigin, name: string): boolean {
    const isException = this.#exceptions.get(origin)?.get(name) === true;
    return (this.#origins.get(origin) === true) !== isException;
  }
}

/** Undefined where those of one cannot be counted. */
function sumOfElements(documents: readonly Document[]): number | undefined {
  let sum = 0;
  for (let d = 0; d < documents.length; d++) {
    const count = elementCountOf(documents[d]);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}

function addElements(walk: Walk, elements: readonly Element[], group: string): void {
  if (elements.length > 0) addListRoot(walk, ELEMENTS_ROOT, elements, ROOT_ELEMENTS, group);
}

function takenNames(registered: RootNames, expressions: readonly ExpressionRoot[]): Names {
  const taken = setOf(registered);
  for (let i = 0; i < expressions.length; i++) taken.set(expressions[i].name, true);
  return taken;
}
