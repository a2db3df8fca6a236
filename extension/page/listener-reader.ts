import { LISTENERS_GROUP } from "../../core/graph/graph.ts";
import type { ReadListeners } from "../../core/natives/listed-listeners.ts";
import { nativeTextOf } from "../../core/realm/function-origin.ts";
import { areIndicesReplaced, bare, ownPropertyOf } from "../../core/realm/introspect.ts";
import type { Walk } from "../../core/walk/walk.ts";

const { defineProperty, deleteProperty } = Reflect;

const NAME = "getEventListeners";
/** No function of a page has this source text. */
const NATIVE_TEXT = `function ${NAME}() { [native code] }`;

const REASONS = {
  silence: "DevTools evaluates nothing in this page.",
  accessors: "The page put accessors at indices of Array.prototype or Object.prototype, which DevTools would run.",
  property: `The page has a ${NAME} of its own, which hides the one of DevTools.`,
};

/**
 * The `getEventListeners` of DevTools. It is on the global object only while DevTools evaluates something, and not where the page has a property of that name. So the agent puts a function there that
 * DevTools calls, and that takes it: DevTools evaluates nothing of the page, and nothing that the page could have replaced.
 */
export class ListenerReader {
  #read: ReadListeners | undefined;
  #handle = "";
  #obstacle: keyof typeof REASONS | undefined;

  /** Undefined as long as DevTools has not called the function. */
  get read(): ReadListeners | undefined {
    return this.#read;
  }

  /**
   * Puts the function for DevTools under `handle`; false where DevTools must not evaluate anything: it fills arrays of its own in the page's world, and would run accessors that the
   * page put at indices.
   */
  offer(handle: string): boolean {
    this.withdraw();
    this.#obstacle = areIndicesReplaced() ? "accessors" : "silence";
    if (this.#obstacle === "accessors") return false;
    this.#handle = handle;
    const value = (): void => this.#take();
    defineProperty(globalThis, handle, bare({ value, configurable: true }));
    return true;
  }

  /** Takes the function off the global object. */
  withdraw(): void {
    if (this.#handle !== "") deleteProperty(globalThis, this.#handle);
    this.#handle = "";
  }

  #take(): void {
    this.withdraw();
    const found = ownPropertyOf(globalThis, NAME)?.value;
    if (typeof found === "function" && nativeTextOf(found) === NATIVE_TEXT) this.#read = found as ReadListeners;
    else this.#obstacle = "property";
  }

  /** Why there is no `read`, where DevTools were asked: those of Firefox have no such function. */
  warnOfMissing(walk: Walk): void {
    if (this.#obstacle === undefined) return;
    const detail = `${REASONS[this.#obstacle]} Its listeners are not among the roots.`;
    walk.warn({ code: "listeners-unreadable", path: LISTENERS_GROUP, detail });
  }
}
