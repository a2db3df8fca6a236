/** The linter of Firefox's store, as far as it is used here; it has no types of its own. */
declare module "addons-linter" {
  interface Message {
    readonly code: string;
    readonly message: string;
    readonly file?: string;
  }

  interface Findings {
    readonly errors: readonly Message[];
    readonly warnings: readonly Message[];
    readonly notices: readonly Message[];
  }

  interface Config {
    /** The folder, alone. */
    readonly _: readonly string[];
    readonly logLevel: string;
    readonly output: string;
    readonly stack: boolean;
  }

  const linter: { createInstance(options: { readonly config: Config }): { run(): Promise<Findings> } };
  export default linter;
}
