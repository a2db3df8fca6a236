import { createDescribe, type DescribeOptions } from "../impls/describe.ts";
import { textOfThrown } from "../realm/introspect.ts";
import { realmIntrinsics } from "../realm/introspect-native.ts";
import { registeredRootNames, resolveRoot } from "../registry/roots.ts";
import { Walk } from "../walk/walk.ts";

export const DEFAULT_MAX_OBJECTS = 16_000_000;
export const DEFAULT_DICTIONARY_KEYS = 64;

export interface WalkSettings extends DescribeOptions {
  /** Objects and texts after which new ones are left out. */
  readonly maxObjects: number;
}

/**
 * Never used. A collection between two walks takes hidden classes that no object has, and with them all code compiled for them: the next walk took twice as long
 * (bench "walk"). One object of each class is enough to keep them.
 */
const kept: { walk?: Walk } = {};

/** A walk without roots yet, for those who add them one by one. */
export function createWalk(settings: WalkSettings): Walk {
  const { layout, maxObjects } = settings;
  kept.walk ??= new Walk({ layout, describe: now, maxNodes: 0, now });
  const walk = new Walk({ layout, describe: createDescribe(settings), maxNodes: maxObjects, now });
  walk.leaveOut(realmIntrinsics());
  return walk;
}

/** Adds all registered roots. */
export function addRegisteredRoots(walk: Walk): void {
  const names = registeredRootNames();
  for (let i = 0; i < names.length; i++) addRegisteredRoot(walk, names[i]!);
}

/** Adds a registered root, or a warning that says why it is not there. */
export function addRegisteredRoot(walk: Walk, name: string): void {
  const root = resolveRoot(name);
  if (root.state === "found") walk.addRoot(name, root.value);
  else if (root.state === "collected") {
    walk.warn({
      code: "root-collected",
      path: name,
      detail: "collected: only its registration was left",
    });
  } else {
    walk.warn({ code: "root-threw", path: name, detail: `the root's getter threw ${textOfThrown(root.thrown)}` });
  }
}

const { performance: clock } = globalThis as { performance?: { now(): number } };
const clockNow = clock?.now;
const { apply } = Reflect;
const dateNow = Date.now;

/** Milliseconds on a clock that never goes back, where there is one. */
export function now(): number {
  return clockNow === undefined ? dateNow() : apply(clockNow, clock, []);
}
