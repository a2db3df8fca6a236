import type { DeriveOptions } from "./derive-options.ts";
import { modulePath } from "./module-path.ts";
import { type PathFilter, toPathFilter } from "./path-filter.ts";

export type BuildMode = "development" | "production";

/** The options, checked and complete. */
export interface Derivation {
  readonly includes: PathFilter;
  readonly prefix: string;
  /** The path under which a snapshot has the module of an id; `undefined` for one that stays as it is. */
  readonly pathOf: (id: string, root: string) => string | undefined;
  /** What the code of a build of that mode gets, for `instrument`. */
  readonly settingsIn: (mode: BuildMode, root: string) => InstrumentSettings;
  /** Whether a build of that mode is derived. */
  readonly isOn: (mode: BuildMode) => boolean;
  /** Whether functions own their contexts there. */
  readonly closuresIn: (mode: BuildMode) => boolean;
  /** Whether the runtime wraps the browser's functions. */
  readonly natives: boolean;
  /** The options as one string; equal options give equal strings. Caches of bundlers depend on it. */
  readonly fingerprint: string;
}

/** What `instrument` writes into a text. */
export interface InstrumentSettings {
  /** Whether functions own their contexts. */
  readonly closures: boolean;
  /** Whether the runtime wraps the browser's functions. */
  readonly natives: boolean;
  /** The folder that the paths of regions begin at, behind `prefix`. */
  readonly root: string;
  readonly prefix: string;
}

/** A wrong option. */
export class DeriveOptionError extends TypeError {
  override readonly name = "DeriveOptionError";
}

const NAMES = ["include", "exclude", "closures", "natives", "enabled", "prefix", "production"] as const;

/** The package itself is no part of an app: what it keeps while it measures is no answer. */
const OWN_FILES = /^(?:\.\.\/)*(?:.*\/)?node_modules\/allocative\//;

/** Checks the options of the plug-in `entry`, such as `allocative/vite`. @throws DeriveOptionError */
export function parseOptions(entry: string, options: DeriveOptions | undefined): Derivation {
  const given: unknown = options ?? {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new DeriveOptionError(`${entry} takes an object of options, and got ${shown(given)}.`);
  }
  for (const name of Object.keys(given)) {
    if (!(NAMES as readonly string[]).includes(name)) {
      throw new DeriveOptionError(`${entry} has no option ${shown(name)}; it takes ${NAMES.join(", ")}.`);
    }
  }
  const values = given as Readonly<Record<(typeof NAMES)[number], unknown>>;
  const flag = (name: "closures" | "enabled" | "natives" | "production"): boolean | undefined => {
    const value = values[name];
    if (value === undefined || typeof value === "boolean") return value;
    throw new DeriveOptionError(`The option ${name} of ${entry} is true or false, and not ${shown(value)}.`);
  };
  const { prefix = "" } = values;
  if (typeof prefix !== "string") {
    throw new DeriveOptionError(`The option prefix of ${entry} is a string, and not ${shown(prefix)}.`);
  }
  const patterns = (name: "include" | "exclude"): readonly (string | RegExp)[] => {
    const value = values[name];
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    for (const pattern of list) {
      if ((typeof pattern === "string" && pattern !== "") || pattern instanceof RegExp) continue;
      throw new DeriveOptionError(
        `The option ${name} of ${entry} is a glob, a regular expression or a list of them, and has ${shown(pattern)}.`,
      );
    }
    return list;
  };
  const include = patterns("include");
  const exclude = patterns("exclude");
  const closures = flag("closures");
  const natives = flag("natives") ?? false;
  const enabled = flag("enabled") ?? true;
  const production = flag("production") ?? false;
  const includes = toPathFilter(values.include === undefined ? ["**"] : include, [...exclude, OWN_FILES]);
  const closuresIn = (mode: BuildMode): boolean => closures ?? mode === "development";
  return {
    includes,
    natives,
    prefix,
    pathOf(id, root) {
      const name = modulePath(id, root);
      return name === undefined || !includes(name) ? undefined : prefix + name;
    },
    settingsIn: (mode, root) => ({ closures: closuresIn(mode), natives, root, prefix }),
    isOn: (mode) => enabled && (mode === "development" || production),
    closuresIn,
    fingerprint: JSON.stringify([
      include.map(String),
      exclude.map(String),
      closures,
      natives,
      enabled,
      prefix,
      production,
    ]),
  };
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
