import { createHash } from "node:crypto";
import path from "node:path";
import { instrument } from "./instrument.ts";
import type { Derivation } from "./options.ts";
import { readMarks, regionsBelow } from "./regions/marked-regions.ts";
import type { Program } from "./regions/syntax.ts";
import type { DerivedChunk, PluginContext } from "./rendered-chunk.ts";
import type { Program as ParsedProgram, Region } from "./transform/derive-code.ts";
import { hasModuleSyntax } from "./transform/scopes.ts";

export interface ServedModule {
  readonly derivation: Derivation;
  readonly root: string;
  /** Where Vite puts the dependencies that it bundles before it serves them. */
  readonly cacheDir: string;
  /** What the module imports as the runtime. */
  readonly runtime: string;
}

/** Ids that are no code of the app or of a package: what Vite makes of styles and files, and its own client. */
const NO_CODE =
  /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss|json|html)(?:$|\?)|[?&](?:raw|url|inline|worker|sharedworker)(?:$|[&=])/;
const OF_VITE = /\/vite\/dist\/client\/|^\/@|^\/?@(?:vite|id|react-refresh)/;
/** A module that the development server serves, with what a snapshot reads; `null` if it stays as it is. */
export function deriveModule(
  context: Pick<PluginContext, "parse" | "warn">,
  code: string,
  id: string,
  { derivation, root, cacheDir, runtime }: ServedModule,
): DerivedChunk | null {
  if (id.startsWith("\0") || NO_CODE.test(id) || OF_VITE.test(id)) return null;
  const pathOf = (name: string): string | undefined => derivation.pathOf(name, root);
  const program = context.parse(code) as Program;
  const isBundled = cacheDir !== "" && !path.relative(cacheDir, id.split("?", 1)[0]).startsWith("..");
  const regions = isBundled
    ? regionsBelow(program, readMarks(code, dependencyNamed), pathOf)
    : wholeRegion(program, pathOf(id));
  const changed = instrument({
    code,
    program,
    regions,
    ...derivation.settingsIn("development", root),
    runtime: hasModuleSyntax(program as unknown as ParsedProgram)
      ? { kind: "import", specifier: runtime }
      : /* A page or a worker may have it as a script, which may not import. */
        { kind: "inline", suffix: `_${createHash("sha256").update(id).digest("hex").slice(0, 8)}_` },
    warn: (message) => context.warn(message),
  });
  return changed === undefined ? null : { code: changed.toString(), map: changed.generateMap({ hires: "boundary" }) };
}

/** Rolldown's own helpers: the mark has the id, `\0rolldown/runtime.js`, as a path. */
const BUNDLER_HELPERS = /^(?:\.\.\/)*[\0\\]?0?rolldown\/runtime\.js$/;

/** The marks in a bundled dependency name files by their path from the root. */
function dependencyNamed(name: string): string | undefined {
  if (BUNDLER_HELPERS.test(name)) return undefined;
  return /^(?:\.\.?\/|\/)?(?:[^\s/]+\/)+[^\s/]+\.\w+(?:\?\S*)?$/.test(name) ? name : undefined;
}

function wholeRegion(program: Program, name: string | undefined): Region[] {
  return name === undefined ? [] : [{ start: program.start, end: program.end, path: name }];
}
