import { LISTENERS_GROUP, ROOT_CALLBACKS, ROOT_LISTENERS } from "../graph/graph.ts";
import { describeListener, type Listeners } from "../impls/listeners.ts";
import type { Walk } from "../walk/walk.ts";
import { addListRoot } from "./list-root.ts";

export type { Listener, Listeners } from "../impls/listeners.ts";

/** What listens at targets of one name. */
export interface TargetListeners {
  /** The name of the targets, such as `window` or `button`. */
  readonly name: string;
  readonly listeners: Listeners;
}

interface Targets {
  readonly [index: number]: TargetListeners;
  readonly length: number;
}

/**
 * Adds what listens at targets of one name as one root of that name: `window;keyup;onKey;Function`. Each registration is an object of 0 bytes whose type is that of the events: it is the browser's, and
 * counts also where what it calls is charged to another root. `group` as in `Walk.addRoot`.
 */
export function addListenerRoots(walk: Walk, targets: Targets, group = LISTENERS_GROUP): void {
  for (let i = 0; i < targets.length; i++) {
    const { name, listeners } = targets[i];
    addListRoot(walk, name, listeners, ROOT_LISTENERS, group, describeListener);
  }
}

/** Adds what timers, observers and ports call, in the same way, each kind as one root: `Timers;setInterval;poll;Function`. */
export function addCallbackRoots(walk: Walk, kinds: Targets, group: string): void {
  for (let i = 0; i < kinds.length; i++) {
    const { name, listeners } = kinds[i];
    addListRoot(walk, name, listeners, ROOT_CALLBACKS, group, describeListener);
  }
}
