import { CHROME, FIREFOX, nodeLayoutOf } from "./engines.ts";
import type { Layout } from "./layout.ts";

const { getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const parseNumber = Number.parseInt;
const NOTHING: unknown = undefined;

/**
 * The layout of the engine that runs this code: Firefox's in SpiderMonkey; Node's, of its version, in a Node without pointer
 * compression; Chrome's anywhere else.
 *
 * In a window or a worker of a browser nothing is read at all, because `process` there belongs to the page. Electron
 * has pointer compression; so may a build of Node, which its configuration shows.
 */
export function layoutOfRealm(realm: object = globalThis): Layout {
  if (isInSpiderMonkey()) return FIREFOX;
  if (isBrowser(realm)) return CHROME;
  const process = memberOf(realm, "process");
  const versions = memberOf(process, "versions");
  const node = memberOf(versions, "node");
  if (typeof node !== "string" || memberOf(versions, "electron") !== undefined) return CHROME;
  const compression = memberOf(memberOf(memberOf(process, "config"), "variables"), "v8_enable_pointer_compression");
  return compression === 1 || compression === true ? CHROME : nodeLayoutOf(majorOf(node));
}

/**
 * Whether the engine that runs this code is SpiderMonkey, by an error that the engine itself makes: there alone it has the place as own properties of these names. A page can
 * change neither.
 */
export function isInSpiderMonkey(): boolean {
  try {
    return (NOTHING as { readonly member: boolean }).member;
  } catch (thrown) {
    return (
      getOwnPropertyDescriptor(thrown, "fileName") !== undefined &&
      getOwnPropertyDescriptor(thrown, "columnNumber") !== undefined
    );
  }
}

function majorOf(version: string): number | undefined {
  const major = parseNumber(version);
  return major > 0 ? major : undefined;
}

/** A window's `window` cannot be taken away from it; a worker has the interface of its own global object. */
function isBrowser(realm: object): boolean {
  const window = getOwnPropertyDescriptor(realm, "window");
  if (window !== undefined && window.configurable === false) return true;
  return getOwnPropertyDescriptor(realm, "WorkerGlobalScope") !== undefined;
}

/** Outside browsers. Node's `process` is an accessor. */
function memberOf(owner: unknown, key: string): unknown {
  if (typeof owner !== "object" || owner === null) return undefined;
  try {
    const property = getOwnPropertyDescriptor(owner, key);
    return property?.get === undefined ? property?.value : apply(property.get, owner, []);
  } catch {
    return undefined;
  }
}
