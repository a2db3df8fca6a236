import { DOM_NOT_KNOWN } from "../../core/graph/dom-counts.ts";
import { LISTENERS_GROUP } from "../../core/graph/graph.ts";
import type { ReadListeners } from "../../core/natives/listed-listeners.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import { append, ownKeysOf, startsWith } from "../../core/realm/introspect.ts";
import { createSafeMap, type SafeMap } from "../../core/realm/safe-collections.ts";
import { ListenerGroups } from "../../core/snapshot/listener-groups.ts";
import { addListenerRoots, type Listeners } from "../../core/snapshot/listener-roots.ts";
import type { Walk } from "../../core/walk/walk.ts";
import { WATCH_EVENT_PREFIX } from "../protocol/names.ts";
import {
  attributeNamesOf,
  bodyOf,
  elementAt,
  elementsOfDocument,
  elementsOfShadowRoot,
  type FoundElements,
  isLoaded,
  shadowRootOf,
  tagOf,
} from "./native-dom.ts";

/** Elements asked between two looks at the clock, and at most before the page gets its turn: the clock may stand still. */
const ELEMENTS_PER_CHECK = 64;
const MAX_CHECKS = 1 << 10;

/**
 * Attributes that are event handlers, such as `onclick`: of any element, and those of `<body>` that are handlers of the window. The browser compiles them when they are asked for, and the page gets an error
 * event for one that does not compile or is not allowed. So an element that has one is not asked.
 */
const ofElements = createSafeMap<string, true>();
const ofWindow = createSafeMap<string, true>();
addHandlers(Element.prototype, ofElements);
addHandlers(HTMLElement.prototype, ofElements);
addHandlers(SVGElement.prototype, ofElements);
addHandlers(MathMLElement.prototype, ofElements);
addHandlers(HTMLBodyElement.prototype, ofElements);
addHandlers(HTMLBodyElement.prototype, ofWindow);

function addHandlers(prototype: object, names: SafeMap<string, true>): void {
  const keys = ownKeysOf(prototype);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "string" && key[0] === "o" && key[1] === "n") names.set(key, true);
  }
}

/** Asks a window, its document, and all elements there and in open shadow roots for their listeners, in slices. Runs no code of the page. */
export class ListenerCensus {
  readonly #read: ReadListeners;
  readonly #groups: ListenerGroups;
  readonly #shadowRoots: ShadowRoot[] = [];
  #elements: FoundElements;
  #nextElement = 0;
  #nextShadowRoot = 0;
  #unaskedCount = 0;
  #isWindowAsked = true;

  constructor(read: ReadListeners, window: object, document: Document) {
    this.#read = read;
    this.#groups = new ListenerGroups(window, (type) => startsWith(type, WATCH_EVENT_PREFIX));
    this.#elements = elementsOfDocument(document, "*");
    const body = bodyOf(document);
    /* By then `onload` has been compiled, for it has run. */
    if (body !== null && hasHandler(body, ofWindow, isLoaded(document) ? "onload" : "")) this.#isWindowAsked = false;
    else this.#ask("window", window);
    this.#ask("document", document);
  }

  /** Goes on for about `budgetMs` milliseconds; true when all have been asked. */
  advance(budgetMs: number): boolean {
    const started = now();
    for (let check = 0; check < MAX_CHECKS; check++) {
      for (let i = 0; i < ELEMENTS_PER_CHECK; i++) if (!this.#askNext()) return true;
      if (millisecondsSince(started) >= budgetMs) return false;
    }
    return false;
  }

  /** What listens at a target that the walk meets and that is in no document. */
  listenersOf(target: object, kind: "element" | "other"): Listeners | undefined {
    if (kind === "element" && hasHandler(target as Element, ofElements, "")) return undefined;
    const listeners = this.#groups.listenersOf(this.#read(target));
    return listeners.length === 0 ? undefined : listeners;
  }

  /** Adds what was found; once all have been asked. */
  addTo(walk: Walk): void {
    addListenerRoots(walk, this.#groups.groups);
    if (!this.#isWindowAsked) {
      const detail =
        "<body> has event handlers of the window in its attributes. The listeners of the window are not listed, because the browser would compile those handlers first, which the page can notice.";
      walk.warn({ code: "window-not-asked", path: LISTENERS_GROUP, detail });
    }
    if (this.#unaskedCount > 0) {
      const detail = `${this.#unaskedCount} elements have event handlers in their attributes, such as onclick. Their listeners are not listed, because the browser would compile those handlers first, which the page can notice.`;
      walk.warn({ code: "elements-not-asked", path: LISTENERS_GROUP, detail });
    }
  }

  /** How many were found, once all have been asked; DOM_NOT_KNOWN without those of the window. */
  get count(): number {
    if (!this.#isWindowAsked) return DOM_NOT_KNOWN;
    const { groups } = this.#groups;
    let count = 0;
    for (let i = 0; i < groups.length; i++) count += groups[i].listeners.length;
    return count;
  }

  #askNext(): boolean {
    const element = elementAt(this.#elements, this.#nextElement++);
    if (element !== null) {
      this.#askElement(element);
      return true;
    }
    if (this.#nextShadowRoot === this.#shadowRoots.length) return false;
    const shadowRoot = this.#shadowRoots[this.#nextShadowRoot++];
    this.#ask("#shadow-root", shadowRoot);
    this.#elements = elementsOfShadowRoot(shadowRoot);
    this.#nextElement = 0;
    return true;
  }

  #askElement(element: Element): void {
    const shadowRoot = shadowRootOf(element);
    if (shadowRoot !== null) append(this.#shadowRoots, shadowRoot);
    if (hasHandler(element, ofElements, "")) this.#unaskedCount++;
    else this.#ask(tagOf(element), element);
  }

  #ask(name: string, target: object): void {
    this.#groups.add(name, this.#read(target));
  }
}

/** Whether the element may have such an attribute. */
function hasHandler(element: Element, handlers: SafeMap<string, true>, except: string): boolean {
  if (attributeNamesOf === undefined) return true;
  const names = attributeNamesOf(element);
  for (let i = 0; i < names.length; i++) if (names[i] !== except && handlers.get(names[i])) return true;
  return false;
}
