import { createDescribers } from "../impls/describe.ts";
import { isVueHere, vueReactiveImpl } from "../impls/libraries/vue.ts";
import { now } from "../realm/clock.ts";
import { createSafeList, textOfThrown } from "../realm/introspect.ts";
import { realmIntrinsics } from "../realm/introspect-native.ts";
import { registeredImpls } from "../registry/register-impl.ts";
import { registeredRootNames, resolveRoot } from "../registry/roots.ts";
import type { Describe } from "../sink/sink.ts";
import type { CustomImpls, PredicateImpl } from "../visitor/custom-impls.ts";
import { Walk } from "../walk/walk.ts";
import { type SnapshotOptions, walkSettingsOf } from "./snapshot-options.ts";

/**
 * Never used. A collection between two walks takes hidden classes that no object has, and with them all code compiled for them: the next walk took twice as long
 * (bench "walk"). One object of each class is enough to keep them.
 */
const kept: { walk: Walk | undefined } = { walk: undefined };

/** A walk without roots yet. @throws SnapshotOptionError */
export function createWalk(options: SnapshotOptions): Walk {
  const { layout, maxObjects, dictionaryKeys } = walkSettingsOf(options);
  const customImpls = customImplsOfPage(layout.wordSize);
  const { describe } = createDescribers({ layout, dictionaryKeys, customImpls });
  kept.walk ??= new Walk({ layout, describe: now, maxNodes: 0, now });
  const walk = new Walk({ layout, describe, maxNodes: maxObjects, now });
  walk.leaveOut(realmIntrinsics());
  return walk;
}

/** Describes objects as a walk does, without what they say about themselves and what the page registered. @throws SnapshotOptionError */
export function builtInDescribe(options: SnapshotOptions): Describe {
  const { layout, dictionaryKeys } = walkSettingsOf(options);
  return createDescribers({ layout, dictionaryKeys, customImpls: undefined }).describeBuiltIn;
}

/** What the page registered, and what its libraries need. */
function customImplsOfPage(wordSize: 4 | 8): CustomImpls | undefined {
  const registered = registeredImpls();
  if (!isVueHere()) return registered;
  const predicates = createSafeList<PredicateImpl>();
  const count = registered === undefined ? 0 : registered.predicates.length;
  for (let i = 0; i < count; i++) predicates[i] = registered!.predicates[i]!;
  predicates[count] = vueReactiveImpl(wordSize);
  return { predicates, ofPrototype: (prototype) => registered?.ofPrototype(prototype) };
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
