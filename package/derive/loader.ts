import { parseByAcorn } from "./acorn-program.ts";
import { composeMaps } from "./compose-maps.ts";
import { instrument } from "./instrument.ts";
import type { Derivation } from "./options.ts";
import { runtimeFile } from "./runtime-code.ts";

export interface LoaderOptions {
  /** What the caches of the bundler take for the options. */
  readonly ident: string;
  readonly derivation: Derivation;
  readonly root: string;
}

/** What webpack and Rspack give to a loader, as much as is used here. */
interface LoaderContext {
  readonly resource: string;
  readonly resourcePath: string;
  readonly sourceMap: boolean;
  readonly _module?: { readonly type?: string };
  getOptions(): LoaderOptions;
  emitWarning(warning: Error): void;
  callback(error: null, code: string, map?: unknown): void;
}

/** Derives one module in development, behind all other loaders. */
export default function loader(this: LoaderContext, code: string, map: unknown): void {
  const { derivation, root } = this.getOptions();
  const path = derivation.pathOf(this.resourcePath, root);
  if (path === undefined) {
    this.callback(null, code, map);
    return;
  }
  const program = parseByAcorn(code, "module");
  const isModule =
    this._module?.type === "javascript/esm" || program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
  const changed = instrument({
    code,
    program: isModule ? program : { ...program, sourceType: "script" },
    regions: [{ start: 0, end: code.length, path }],
    ...derivation.settingsIn("development", root),
    runtime: { kind: isModule ? "import" : "require", specifier: runtimeFile(derivation) },
    warn: (message) => this.emitWarning(new Error(message)),
  });
  if (changed === undefined) {
    this.callback(null, code, map);
    return;
  }
  if (!this.sourceMap) {
    this.callback(null, changed.toString());
    return;
  }
  const change = changed.generateMap({ hires: "boundary", source: this.resource, includeContent: true });
  const whole = map ? composeMaps(change, map) : change;
  this.callback(null, changed.toString(), JSON.parse(String(whole)));
}
