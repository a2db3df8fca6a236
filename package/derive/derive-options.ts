/** One or several patterns, matched with the path of a module as a snapshot shows it: a glob such as `src/**` or a regular expression. */
export type ModulePattern = string | RegExp | readonly (string | RegExp)[];

/** What the plug-in for a bundler takes. All is optional. */
export interface DeriveOptions {
  /** The modules to derive; by default all, dependencies included. */
  readonly include?: ModulePattern;
  /** Modules to leave as they are, such as one whose functions are sent to a worker as text. */
  readonly exclude?: ModulePattern;
  /** Whether functions own the variables that they capture. By default in development, and not in production builds: it costs time where functions are made. */
  readonly closures?: boolean;
  /** `true` lists what the app registers with the browser: listeners, timers, observers and message ports. It wraps the browser's functions before the app runs. */
  readonly natives?: boolean;
  /** `false` leaves every build as it is. */
  readonly enabled?: boolean;
  /** Stands before the path of every module, where two bundles on one page have modules of equal paths. */
  readonly prefix?: string;
  /** `true` derives production builds, too: modules and private members, and closures only where `closures` is `true`. */
  readonly production?: boolean;
}
