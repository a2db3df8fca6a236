import { OBSERVER_CLASSES } from "../../../core/natives/observers.ts";
import { isObject } from "../../../core/natives/weak.ts";
import { wrapClass } from "../../../core/natives/wrap.ts";
import { createSafeWeakMap } from "../../../core/realm/safe-collections.ts";

/** What each observer calls. An observer keeps its callback, so an entry keeps nothing that is not kept anyway. */
export class ObserverCallbacks {
  readonly #callbacks = createSafeWeakMap<object, object>();

  constructor() {
    for (let i = 0; i < OBSERVER_CLASSES.length; i++) {
      wrapClass(globalThis, OBSERVER_CLASSES[i], (observer, args) => {
        const callback = args[0];
        if (isObject(callback)) this.#callbacks.set(observer, callback);
      });
    }
  }

  of(observer: object): object | undefined {
    return this.#callbacks.get(observer);
  }
}
