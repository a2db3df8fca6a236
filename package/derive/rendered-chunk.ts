import path from "node:path";
import type { SourceMap } from "magic-string";
import { instrument } from "./instrument.ts";
import type { BuildMode, Derivation } from "./options.ts";
import { readMarks, regionsBelow } from "./regions/marked-regions.ts";
import { type RenderedPart, regionsOfParts } from "./regions/rendered-regions.ts";
import type { Program } from "./regions/syntax.ts";
import { runtimeModule, runtimeName } from "./runtime-code.ts";
import type { Region } from "./transform/derive-code.ts";

/*
 * What Rollup, Rolldown and Vite give to `renderChunk`, as much as is used here. Their own types differ from version to version.
 */

export interface RenderedChunk {
  readonly fileName: string;
  readonly modules: Readonly<Record<string, { readonly code: string | null }>>;
}

export interface OutputOptions {
  readonly format: string;
  readonly sourcemap?: boolean | "inline" | "hidden";
  readonly chunkFileNames?: unknown;
}

export interface PluginContext {
  readonly meta: { readonly watchMode?: boolean; readonly rolldownVersion?: string };
  parse(code: string): unknown;
  warn(message: string): void;
  emitFile(file: { readonly type: "asset"; readonly fileName: string; readonly source: string }): string;
}

/** Formats that are a program alone, or in a function. */
const FORMATS = new Set(["es", "esm", "module", "cjs", "commonjs", "iife", "umd", "amd"]);
const MODULE_FORMATS = new Set(["es", "esm", "module"]);

export interface DerivedChunk {
  readonly code: string;
  readonly map: SourceMap | null;
}

/** A build, as the plug-in of its bundler knows it. */
export interface ChunkBuild {
  readonly mode: BuildMode;
  readonly root: string;
}

type Bundle = Readonly<Record<string, { readonly type: string; readonly code?: string }>>;

/** The hooks that derive the chunks of the bundles of one plug-in. `buildOf` is asked for each chunk. */
export function chunkHooks(derivation: Derivation, buildOf: (context: PluginContext) => ChunkBuild) {
  const chunks = new ChunkDerivation(derivation);
  const order = "pre" as const;
  return {
    renderChunk: {
      order,
      handler(
        this: PluginContext,
        code: string,
        chunk: RenderedChunk,
        output: OutputOptions,
        meta: { readonly chunks: Readonly<Record<string, unknown>> },
      ): DerivedChunk | null {
        const build = buildOf(this);
        return derivation.isOn(build.mode) ? chunks.derive(this, code, chunk, output, meta.chunks, build) : null;
      },
    },
    generateBundle: {
      order,
      handler(this: PluginContext, _output: unknown, bundle: Bundle): void {
        chunks.emitRuntime(this, bundle);
      },
    },
  };
}

/** Of Rollup and Rolldown: a build is one for development in watch mode and where `NODE_ENV` is `development`. */
export function buildOfProcess({ meta }: PluginContext): ChunkBuild {
  const isDevelopment = meta.watchMode || process.env.NODE_ENV === "development";
  return { mode: isDevelopment ? "development" : "production", root: process.cwd() };
}

class ChunkDerivation {
  readonly #derivation: Derivation;
  /** Files of the runtime that chunks import. */
  readonly #runtimeFiles = new Set<string>();

  constructor(derivation: Derivation) {
    this.#derivation = derivation;
  }

  /** The chunk with what a snapshot reads, before it is minified; `null` if it stays as it is. */
  derive(
    context: PluginContext,
    code: string,
    chunk: RenderedChunk,
    output: OutputOptions,
    chunks: Readonly<Record<string, unknown>>,
    { mode, root }: ChunkBuild,
  ): DerivedChunk | null {
    if (!FORMATS.has(output.format)) {
      context.warn(`${chunk.fileName} is left as it is: the output format ${output.format} is not known.`);
      return null;
    }
    const pathOf = (id: string): string | undefined => this.#derivation.pathOf(id, root);
    const program = context.parse(code) as Program;
    const regions =
      context.meta.rolldownVersion === undefined
        ? renderedRegions(context, code, chunk, pathOf)
        : regionsBelow(program, readMarks(code, moduleNames(chunk, root)), pathOf);
    const changed = instrument({
      code,
      program,
      regions,
      ...this.#derivation.settingsIn(mode, root),
      runtime:
        MODULE_FORMATS.has(output.format) && Object.keys(chunks).length > 1
          ? { kind: "import", specifier: this.#runtimeBeside(chunk.fileName, output) }
          : { kind: "inline" },
      warn: (message) => context.warn(message),
    });
    if (changed === undefined) return null;
    return { code: changed.toString(), map: output.sourcemap ? changed.generateMap({ hires: "boundary" }) : null };
  }

  /** Adds the files of the runtime that chunks of the bundle import. */
  emitRuntime(context: PluginContext, bundle: Bundle): void {
    for (const fileName of this.#runtimeFiles) {
      const name = path.posix.basename(fileName);
      const isImported = Object.values(bundle).some(({ type, code }) => type === "chunk" && code?.includes(name));
      if (isImported) context.emitFile({ type: "asset", fileName, source: `${runtimeModule(this.#derivation)}\n` });
    }
  }

  #runtimeBeside(fileName: string, { chunkFileNames }: OutputOptions): string {
    const folder = typeof chunkFileNames === "string" ? path.posix.dirname(chunkFileNames) : ".";
    const file = path.posix.join(/[[]/.test(folder) ? "." : folder, runtimeName(this.#derivation));
    this.#runtimeFiles.add(file);
    const relative = path.posix.relative(path.posix.dirname(fileName), file);
    return relative.startsWith(".") ? relative : `./${relative}`;
  }
}

/** Rolldown names a module in its marks by the path from the folder that it works in. */
function moduleNames({ modules }: RenderedChunk, root: string): (named: string) => string | undefined {
  const ids = new Map<string, string>();
  for (const id of Object.keys(modules)) {
    /* What it puts into a bundle itself. */
    if (id.startsWith("\0rolldown/")) continue;
    ids.set(id.replaceAll("\0", "\\0"), id);
    for (const folder of [process.cwd(), root]) ids.set(path.relative(folder, id).replaceAll("\\", "/"), id);
  }
  return (named) => ids.get(named);
}

/** Rollup has the code of each module. */
function renderedRegions(
  context: PluginContext,
  code: string,
  { fileName, modules }: RenderedChunk,
  pathOf: (id: string) => string | undefined,
): Region[] {
  const parts = Object.entries(modules).flatMap(([id, module]): RenderedPart[] => {
    const name = pathOf(id);
    return name === undefined || module.code === null ? [] : [{ path: name, code: module.code }];
  });
  return regionsOfParts(code, parts, (name) =>
    context.warn(`${name} is left as it is: another plug-in changed it in ${fileName} before this one could.`),
  );
}
