import { LISTENERS_GROUP } from "../graph/graph.ts";
import { listNatives } from "../registry/natives.ts";
import type { AddRegistration } from "../registry/natives-types.ts";
import type { Walk } from "../walk/walk.ts";
import { ListenerGroups } from "./listener-groups.ts";
import { addCallbackRoots, addListenerRoots } from "./listener-roots.ts";

/** The names of the roots that are no listeners. */
const ROOT_OF_KIND = { __proto__: null, timer: "Timers", observer: "Observers", port: "Ports" };

/** Registrations that are taken: a page that makes up any number leaves room for its objects. */
const MAX_REGISTRATIONS = 1 << 20;

export interface NativeRootOptions {
  /** False where the listeners are known otherwise. */
  readonly listeners: boolean;
  /** The name of the frame that the realm is in, or "". */
  readonly frame: string;
}

/** Adds what listens, waits or observes in a realm, where a bundler's plug-in had the browser's functions wrapped: as `Listeners;window;keyup;…`, `Timers;setInterval;…`. False where nothing has. */
export function addNativeRoots(walk: Walk, realm: object, { listeners, frame }: NativeRootOptions): boolean {
  const ofTargets = new ListenerGroups(realm);
  const ofKinds = new ListenerGroups(realm);
  let count = 0;
  const add: AddRegistration = (kind, target, type, callback) => {
    const isCallback = typeof callback === "function" || (typeof callback === "object" && callback !== null);
    if (!isCallback || typeof target !== "string" || typeof type !== "string" || count === MAX_REGISTRATIONS) return;
    if (kind === "listener") {
      if (!listeners) return;
      ofTargets.addListener(target, type, callback);
    } else {
      const name = kind === "timer" || kind === "observer" || kind === "port" ? ROOT_OF_KIND[kind] : undefined;
      if (name === undefined) return;
      ofKinds.addListener(name, type, callback);
    }
    count++;
  };
  if (!listNatives(add, realm)) return false;
  addListenerRoots(walk, ofTargets.groups, frame === "" ? LISTENERS_GROUP : frame);
  addCallbackRoots(walk, ofKinds.groups, frame);
  return true;
}
