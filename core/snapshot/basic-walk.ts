import { ExtensionDetector } from "../impls/extension-detector.ts";
import { CHROME } from "../layout/engines.ts";
import { ownPropertyOf } from "../realm/introspect.ts";
import { findRegistry } from "../registry/roots.ts";
import type { Walk } from "../walk/walk.ts";
import { createWalk, DEFAULT_DICTIONARY_KEYS, DEFAULT_MAX_OBJECTS } from "./create-walk.ts";

export interface BasicWalk {
  readonly walk: Walk;
  /** Whether something was met, or is registered, that an extended walk describes otherwise. */
  needsExtensions(): boolean;
}

/** A walk that knows the built-in types alone, for Chrome; half the code of an extended one. */
export function createBasicWalk(): BasicWalk {
  const detector = new ExtensionDetector();
  const registry = findRegistry();
  detector.isNeeded =
    registry?.predicates !== undefined ||
    registry?.classes !== undefined ||
    ownPropertyOf(globalThis, "__VUE__") !== undefined;
  const walk = createWalk({
    layout: CHROME,
    maxObjects: DEFAULT_MAX_OBJECTS,
    dictionaryKeys: DEFAULT_DICTIONARY_KEYS,
    createExtensions: () => detector,
  });
  return { walk, needsExtensions: () => detector.isNeeded };
}
