import path from "node:path";
import { packagePath } from "../package-path.ts";
import { parseByAcorn } from "./acorn-program.ts";
import { instrument } from "./instrument.ts";
import type { LoaderOptions } from "./loader.ts";
import type { BuildMode, Derivation } from "./options.ts";
import { regionsOfChunk } from "./regions/webpack-regions.ts";
import { runtimeFile } from "./runtime-code.ts";

/*
 * What webpack and Rspack have in common, as much as is used here.
 */

interface Source {
  source(): string | Buffer;
  sourceAndMap(): { readonly source: string | Buffer; readonly map: unknown };
}

interface Module {
  nameForCondition?(): string | null | undefined;
  readonly modules?: readonly Module[] | undefined;
}

interface Chunk {
  readonly files: Iterable<string>;
}

interface ChunkGraph {
  getChunkModulesIterable(chunk: Chunk): Iterable<Module>;
  getChunkEntryModulesIterable(chunk: Chunk): Iterable<Module>;
  getModuleId(module: Module): string | number | null;
}

interface Hash {
  update(data: string): unknown;
}

interface Compilation {
  readonly chunks: Iterable<Chunk>;
  readonly chunkGraph: ChunkGraph;
  readonly warnings: Error[];
  readonly hooks: {
    readonly chunkHash: { tap(name: string, update: (chunk: Chunk, hash: Hash) => void): void };
    readonly processAssets: { tap(options: { name: string; stage: number }, process: () => void): void };
  };
  getAsset(name: string): unknown;
  updateAsset(name: string, source: Source): void;
}

export interface Compiler {
  readonly context: string;
  readonly options: {
    readonly mode?: string | undefined;
    readonly devtool?: unknown;
    readonly plugins?: readonly unknown[] | undefined;
    readonly module: { readonly rules: unknown[] };
  };
  readonly watchMode?: boolean | undefined;
  readonly webpack: {
    readonly Compilation: { readonly PROCESS_ASSETS_STAGE_PRE_PROCESS: number };
    readonly sources: {
      readonly RawSource: new (code: string) => Source;
      readonly SourceMapSource: new (
        code: string,
        name: string,
        map: unknown,
        original: string,
        innerMap: unknown,
        removeOriginal: boolean,
      ) => Source;
    };
  };
  readonly hooks: {
    readonly thisCompilation: { tap(name: string, tapped: (compilation: Compilation) => void): void };
  };
}

const NAME = "allocative";
const LOADER_FILE = packagePath("dist/derive/loader.cjs");

/** Derives what a compiler makes: in development module by module, because code may stand in strings there; else what comes of all modules, before it is minified. */
export function deriveCompiler(compiler: Compiler, derivation: Derivation): void {
  const mode: BuildMode =
    compiler.options.mode === "development" || (compiler.watchMode && compiler.options.mode !== "production")
      ? "development"
      : "production";
  if (!derivation.isOn(mode)) return;
  if (mode === "development") {
    const options: LoaderOptions = {
      ident: `${NAME} ${derivation.fingerprint}`,
      derivation,
      root: compiler.context,
    };
    compiler.options.module.rules.push({
      test: /\.[cm]?[jt]sx?$/,
      exclude: runtimeFile(derivation),
      enforce: "post",
      use: [{ loader: LOADER_FILE, options }],
    });
    return;
  }
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    compilation.hooks.chunkHash.tap(NAME, (_chunk, hash) => {
      hash.update(`${NAME} ${derivation.fingerprint}`);
    });
    const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_PRE_PROCESS;
    compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
      for (const chunk of compilation.chunks) {
        for (const file of chunk.files) {
          if (/\.[cm]?js(?:$|\?)/.test(file)) deriveAsset(compiler, compilation, chunk, file, derivation);
        }
      }
    });
  });
}

function deriveAsset(
  compiler: Compiler,
  compilation: Compilation,
  chunk: Chunk,
  file: string,
  derivation: Derivation,
): void {
  const asset = compilation.getAsset(file) as { readonly source: Source } | undefined;
  if (asset === undefined) return;
  const root = compiler.context;
  const pathOf = (name: string | null | undefined): string | undefined =>
    name ? derivation.pathOf(name, root) : undefined;
  const { chunkGraph } = compilation;
  const paths = new Map<string, string>();
  for (const module of chunkGraph.getChunkModulesIterable(chunk)) {
    const id = chunkGraph.getModuleId(module);
    const found = module.modules === undefined ? pathOf(module.nameForCondition?.()) : undefined;
    if (id !== null && found !== undefined) paths.set(String(id), found);
  }
  const [entry, ...others] = chunkGraph.getChunkEntryModulesIterable(chunk);
  const entryId = entry === undefined || others.length > 0 ? undefined : String(chunkGraph.getModuleId(entry));
  const entryPath = entryId === undefined ? undefined : paths.get(entryId);
  const code = String(asset.source.source());
  const program = parseByAcorn(code, "script");
  const { regions, modules } = regionsOfChunk(code, program, {
    pathOfId: (id) => paths.get(id),
    pathOfName: (name) => (/^\.\.?\//.test(name) ? pathOf(path.resolve(root, name)) : undefined),
    entry: entryId === undefined || entryPath === undefined ? undefined : { id: entryId, path: entryPath },
  });
  const changed = instrument({
    code,
    program,
    regions,
    ...derivation.settingsIn("production", root),
    runtime: { kind: "inline", around: modules },
    warn: (message) => compilation.warnings.push(new Error(message)),
  });
  if (changed === undefined) return;
  const { RawSource, SourceMapSource } = compiler.webpack.sources;
  if (!wantsMaps(compiler)) {
    compilation.updateAsset(file, new RawSource(changed.toString()));
    return;
  }
  const { map } = asset.source.sourceAndMap();
  const change = changed.generateMap({ hires: "boundary", source: file, includeContent: true });
  compilation.updateAsset(
    file,
    new SourceMapSource(changed.toString(), file, JSON.parse(change.toString()), code, map, true),
  );
}

function wantsMaps({ options: { devtool, plugins = [] } }: Compiler): boolean {
  if (devtool) return true;
  return plugins.some((plugin) => /SourceMapDevToolPlugin/.test(Object(plugin).constructor?.name ?? ""));
}
