import { CustomDescriptions } from "../impls/custom.ts";
import { createDescribers } from "../impls/describe.ts";
import type { CreateExtensions } from "../impls/impl.ts";
import { isVueHere, vueReactiveImpl } from "../impls/libraries/vue.ts";
import { createSafeList } from "../realm/introspect.ts";
import { registeredImpls } from "../registry/register-impl.ts";
import type { Describe } from "../sink/sink.ts";
import type { CustomImpls, PredicateImpl } from "../visitor/custom-impls.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk } from "./create-walk.ts";
import { type SnapshotOptions, walkSettingsOf } from "./snapshot-options.ts";

/** A walk without roots yet that knows all: objects that describe themselves, registered impls, types of libraries. @throws SnapshotOptionError */
export function createExtendedWalk(options: SnapshotOptions): Walk {
  return createWalk(walkSettingsOf(options, extensionsOfPage));
}

/** Describes objects as a walk would if they did not describe themselves. @throws SnapshotOptionError */
export function builtInDescribe(options: SnapshotOptions): Describe {
  const withoutImpls: CreateExtensions = (layout, describe) => new CustomDescriptions(layout, undefined, describe);
  return createDescribers(walkSettingsOf(options, withoutImpls)).describeBuiltIn;
}

const extensionsOfPage: CreateExtensions = (layout, describeBuiltIn) =>
  new CustomDescriptions(layout, customImpls(layout.wordSize), describeBuiltIn);

/** What the page registered, and what its libraries need. */
function customImpls(wordSize: 4 | 8): CustomImpls | undefined {
  const registered = registeredImpls();
  if (!isVueHere()) return registered;
  const predicates = createSafeList<PredicateImpl>();
  const count = registered === undefined ? 0 : registered.predicates.length;
  for (let i = 0; i < count; i++) predicates[i] = registered!.predicates[i]!;
  predicates[count] = vueReactiveImpl(wordSize);
  return { predicates, ofPrototype: (prototype) => registered?.ofPrototype(prototype) };
}
