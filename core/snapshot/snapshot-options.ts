import { chromeLayoutOf, FIREFOX, nodeLayoutOf } from "../layout/engines.ts";
import type { Layout, LayoutName } from "../layout/layout.ts";
import { layoutOfRealm } from "../layout/layout-of-realm.ts";
import { ownKeysOf, ownPropertyOf, prepareToRead, textOfThrown } from "../realm/introspect.ts";
import type { Walk } from "../walk/walk.ts";

const DEFAULT_MAX_OBJECTS = 16_000_000;
const DEFAULT_DICTIONARY_KEYS = 64;

export interface SnapshotOptions {
  /** Objects to start from, by name, instead of the registered roots and what modules keep. Values are taken as they are: a function is measured, not called. */
  readonly roots?: Readonly<Record<string, unknown>>;
  /**
   * The engine whose object layout gives the sizes: `"chrome"` (pointer compression), `"node"`, `"firefox"`, or `"auto"`
   * (the default), the engine that runs this code: Node's layout in Node, Firefox's in Firefox, Chrome's anywhere else.
   */
  readonly layout?: LayoutName | "auto";
  /**
   * Major version of the Chromium or Node of that layout, if known: a few objects differ between versions. Without it,
   * sizes are ranges that hold on every calibrated version. In Node, `"auto"` asks the process.
   */
  readonly engineVersion?: number | undefined;
  /**
   * Objects and strings after which new ones are left out, with a warning. 16,000,000 by default; at most 2^24, the
   * limit of a Map.
   */
  readonly maxObjects?: number;
  /** Own keys beyond which an object counts as a dictionary, with its values under one frame `[key]`; 64 by default. */
  readonly dictionaryKeys?: number;
}

/** An option is not valid. The message names it, with the expected and the given value. */
export class SnapshotOptionError extends TypeError {
  override readonly name = "SnapshotOptionError";
}

export interface WalkSettings {
  readonly layout: Layout;
  readonly maxObjects: number;
  readonly dictionaryKeys: number;
}

/** The options with their defaults. @throws SnapshotOptionError */
export function walkSettingsOf(options: SnapshotOptions): WalkSettings {
  const { maxObjects = DEFAULT_MAX_OBJECTS, dictionaryKeys = DEFAULT_DICTIONARY_KEYS } = options;
  expectCount("maxObjects", maxObjects);
  expectCount("dictionaryKeys", dictionaryKeys);
  return { layout: layoutOf(options), maxObjects, dictionaryKeys };
}

/** The layout that the options ask for. @throws SnapshotOptionError */
export function layoutOf({ layout = "auto", engineVersion }: SnapshotOptions): Layout {
  if (engineVersion !== undefined) expectCount("engineVersion", engineVersion);
  switch (layout) {
    case "chrome":
      return chromeLayoutOf(engineVersion);
    case "node":
      return nodeLayoutOf(engineVersion);
    case "firefox":
      return FIREFOX;
    case "auto": {
      const here = layoutOfRealm();
      return engineVersion === undefined ? here : layoutOf({ layout: here.name, engineVersion });
    }
    default:
      throw new SnapshotOptionError(`layout: expected "chrome", "node", "firefox" or "auto"; got ${String(layout)}`);
  }
}

function expectCount(name: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0)) {
    throw new SnapshotOptionError(`${name}: expected a number above 0; got ${String(value)}`);
  }
}

/** Adds the values of an object of roots by name. @throws SnapshotOptionError */
export function addGivenRoots(walk: Walk, roots: unknown): void {
  if (typeof roots !== "object" || roots === null) {
    throw new SnapshotOptionError(
      `roots: expected an object of roots by name; got ${roots === null ? "null" : typeof roots}`,
    );
  }
  prepareToRead();
  try {
    addOwnRoots(walk, roots);
  } catch (thrown) {
    walk.warn({ code: "roots-unreadable", path: "", detail: `Reading the roots threw ${textOfThrown(thrown)}.` });
  }
}

function addOwnRoots(walk: Walk, roots: object): void {
  const keys = ownKeysOf(roots);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "string") continue;
    const property = ownPropertyOf(roots, key);
    if (property === undefined) continue;
    if (property.get === undefined && property.set === undefined) walk.addRoot(key, property.value);
    else
      walk.warn({
        code: "root-accessor",
        path: key,
        detail: "The root is a getter, which is not called. Pass its value instead.",
      });
  }
}
