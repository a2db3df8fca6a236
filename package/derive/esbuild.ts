import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BuildOptions, BuildResult, Metafile, OutputFile, Plugin, PluginBuild, TransformOptions } from "esbuild";
import { packageVersion } from "../package-path.ts";
import { parseByAcorn } from "./acorn-program.ts";
import { composeMaps } from "./compose-maps.ts";
import type { DeriveOptions } from "./derive-options.ts";
import { instrument } from "./instrument.ts";
import { type BuildMode, type InstrumentSettings, parseOptions } from "./options.ts";
import { readMarks, regionsBelow } from "./regions/marked-regions.ts";
import type { Program } from "./regions/syntax.ts";
import { runtimeModule, runtimeName } from "./runtime-code.ts";
import type { Region } from "./transform/derive-code.ts";

export type { DeriveOptions, ModulePattern } from "./derive-options.ts";

const NAME = "allocative";

/**
 * The plug-in for esbuild: `plugins: [allocative()]`. A build that minifies all is one for production, as esbuild itself takes it, unless `define` says otherwise.
 *
 * esbuild has no step between bundling and minifying. So it bundles first, with its names and comments, and what comes of it is derived and then minified and lowered with the options of the build.
 *
 * @throws DeriveOptionError
 */
export default function allocative(options?: DeriveOptions): Plugin {
  const derivation = parseOptions("allocative/esbuild", options);
  return {
    name: NAME,
    setup(build) {
      const mode = modeOf(build.initialOptions);
      if (!derivation.isOn(mode)) return;
      const user = { ...build.initialOptions };
      /* esbuild names files from where links lead. */
      const root = realpathSync(user.absWorkingDir ?? process.cwd());
      const seed = `${packageVersion()} ${derivation.fingerprint} ${JSON.stringify(secondOptions(user))}`;
      Object.assign(build.initialOptions, firstOptions(user, seed));
      const pathOf = (id: string): string | undefined => derivation.pathOf(path.resolve(root, id), root);
      build.onEnd(async (result) => {
        const pass = new SecondPass(build, user, pathOf, derivation.settingsIn(mode, root));
        await pass.run(result);
      });
    },
  };
}

/** As esbuild itself: "production" where everything is minified, for code that runs in browsers. */
function modeOf({ define, minify, minifyIdentifiers, minifySyntax, minifyWhitespace }: BuildOptions): BuildMode {
  const defined = define?.["process.env.NODE_ENV"];
  if (defined !== undefined) return /^["']?development["']?$/.test(defined) ? "development" : "production";
  const isMinified = [minifyIdentifiers, minifySyntax, minifyWhitespace].every((each) => each ?? minify ?? false);
  return isMinified ? "production" : "development";
}

/** What the first pass does in another way: names, comments and new syntax stay. */
function firstOptions(user: BuildOptions, seed: string): BuildOptions {
  const { minify = false, minifySyntax = minify, define, platform = "browser", sourcemap } = user;
  /* esbuild defines it for browsers, by what is minified. */
  const environment = platform === "browser" ? { "process.env.NODE_ENV": JSON.stringify(modeOf(user)) } : {};
  return {
    minify: false,
    minifySyntax,
    minifyIdentifiers: false,
    minifyWhitespace: false,
    target: "esnext",
    sourcemap: sourcemap ? "external" : false,
    sourceRoot: "",
    write: false,
    metafile: true,
    banner: {},
    /* So that the hashes in the names of files depend on what the second pass does. */
    footer: { js: footerOf(seed) },
    define: { ...environment, ...define },
  };
}

function footerOf(seed: string): string {
  return `//${NAME} ${createHash("sha256").update(seed).digest("hex")}`;
}

const FOOTER = new RegExp(`^//${NAME} [0-9a-f]{64}\\s*`, "m");

/** What is left to the second pass. */
function secondOptions(user: BuildOptions): TransformOptions {
  const { minify, minifyIdentifiers, minifySyntax, minifyWhitespace, target, charset, lineLimit, supported } = user;
  const given = { minify, minifyIdentifiers, minifySyntax, minifyWhitespace, target, charset, lineLimit, supported };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== false));
}

class SecondPass {
  readonly #build: PluginBuild;
  readonly #user: BuildOptions;
  readonly #pathOf: (id: string) => string | undefined;
  readonly #settings: InstrumentSettings;

  constructor(
    build: PluginBuild,
    user: BuildOptions,
    pathOf: (id: string) => string | undefined,
    settings: InstrumentSettings,
  ) {
    this.#build = build;
    this.#user = user;
    this.#pathOf = pathOf;
    this.#settings = settings;
  }

  async run(result: BuildResult): Promise<void> {
    const { outputFiles = [], metafile } = result;
    if (metafile === undefined) return;
    const maps = new Map(outputFiles.filter(({ path }) => path.endsWith(".map")).map((file) => [file.path, file]));
    const written: OutputFile[] = [];
    let runtimeFile: string | undefined;
    for (const file of outputFiles) {
      if (maps.has(file.path)) continue;
      const kind = /\.css$/.test(file.path) ? "css" : this.#isScript(file, metafile) ? "js" : undefined;
      if (kind === undefined) {
        written.push(file);
        continue;
      }
      const { code, map, usesRuntimeFile } = await this.#second(
        kind,
        file,
        maps.get(`${file.path}.map`),
        metafile,
        result,
      );
      runtimeFile ??= usesRuntimeFile;
      written.push(...this.#outputs(file, code, map, metafile));
    }
    if (runtimeFile !== undefined) written.push(outputFile(runtimeFile, `${runtimeModule(this.#settings)}\n`));
    if (this.#user.write === false) result.outputFiles = written;
    else {
      await Promise.all(written.map(writeOut));
      delete (result as { outputFiles?: OutputFile[] }).outputFiles;
    }
    if (!this.#user.metafile) delete (result as { metafile?: Metafile }).metafile;
  }

  #isScript({ path: file }: OutputFile, metafile: Metafile): boolean {
    const { js = ".js" } = this.#user.outExtension ?? {};
    return file.endsWith(js) && this.#nameOf(file) in metafile.outputs;
  }

  #nameOf(file: string): string {
    return path.relative(this.#settings.root, file).replaceAll("\\", "/");
  }

  async #second(
    kind: "js" | "css",
    file: OutputFile,
    mapFile: OutputFile | undefined,
    metafile: Metafile,
    result: BuildResult,
  ): Promise<{ code: string; map: string; usesRuntimeFile: string | undefined }> {
    let code = kind === "js" ? file.text.replace(FOOTER, "") : file.text;
    let map = mapFile?.text;
    let usesRuntimeFile: string | undefined;
    if (kind === "js") {
      const program = parseByAcorn(code, this.#user.format === "esm" ? "module" : "script");
      const regions = this.#regionsOf(code, program, file, metafile);
      const isShared = this.#user.format === "esm" && this.#user.splitting === true;
      if (isShared)
        usesRuntimeFile = path.join(
          path.resolve(this.#settings.root, this.#user.outdir ?? "."),
          runtimeName(this.#settings),
        );
      const changed = instrument({
        code,
        program,
        regions,
        ...this.#settings,
        runtime:
          usesRuntimeFile === undefined
            ? { kind: "inline" }
            : { kind: "import", specifier: relativeSpecifier(file.path, usesRuntimeFile) },
        warn: (text) =>
          result.warnings.push({ id: "", pluginName: NAME, text, location: null, notes: [], detail: undefined }),
      });
      if (changed === undefined) usesRuntimeFile = undefined;
      else {
        code = changed.toString();
        if (map !== undefined) {
          const change = changed.generateMap({ hires: "boundary", source: path.basename(file.path) });
          map = composeMaps(change, JSON.parse(map));
        }
      }
    }
    const { banner, footer, format, sourceRoot, sourcesContent } = this.#user;
    const second: TransformOptions = {
      ...secondOptions(this.#user),
      loader: kind,
      sourcefile: path.basename(file.path),
      sourcemap: map === undefined ? false : "external",
      legalComments: "inline",
      ...(sourceRoot === undefined ? {} : { sourceRoot }),
      ...(sourcesContent === undefined ? {} : { sourcesContent }),
      ...(banner?.[kind] === undefined ? {} : { banner: banner[kind] }),
      ...(footer?.[kind] === undefined ? {} : { footer: footer[kind] }),
      /* Names at the top of a module or a CommonJS one are its own; without this they would stay. */
      ...(kind === "js" && (format === "esm" || format === "cjs") ? { format } : {}),
    };
    if (Object.keys(secondOptions(this.#user)).length === 0 && banner === undefined && footer === undefined) {
      /* Nothing is left to do, and its comments would go. */
      return { code, map: map ?? "", usesRuntimeFile };
    }
    const input = map === undefined ? code : `${code}\n${inlineMap(map, kind)}`;
    const transformed = await this.#build.esbuild.transform(input, second);
    result.warnings.push(...transformed.warnings);
    return { code: transformed.code, map: transformed.map, usesRuntimeFile };
  }

  #regionsOf(code: string, program: Program, file: OutputFile, metafile: Metafile): Region[] {
    const { inputs, entryPoint } = metafile.outputs[this.#nameOf(file.path)];
    if (this.#user.bundle) {
      const names = new Set(Object.keys(inputs));
      return regionsBelow(
        program,
        readMarks(code, (named) => (names.has(named) ? named : undefined)),
        this.#pathOf,
      );
    }
    const name = entryPoint === undefined ? undefined : this.#pathOf(entryPoint);
    return name === undefined ? [] : [{ start: program.start, end: program.end, path: name }];
  }

  /** The file and its map, as the user's option `sourcemap` wants them. */
  #outputs(file: OutputFile, code: string, map: string, metafile: Metafile): OutputFile[] {
    const { sourcemap } = this.#user;
    const kind = file.path.endsWith(".css") ? "css" : "js";
    let text = code;
    if (sourcemap === true || sourcemap === "linked") {
      text += `${mapComment(`${path.basename(file.path)}.map`, kind)}\n`;
    } else if (sourcemap === "inline" || sourcemap === "both") text += `${inlineMap(map, kind)}\n`;
    const outputs = [outputFile(file.path, text)];
    if (sourcemap && sourcemap !== "inline") outputs.push(outputFile(`${file.path}.map`, map));
    for (const output of outputs) {
      const row = metafile.outputs[this.#nameOf(output.path)];
      if (row !== undefined) row.bytes = output.contents.length;
    }
    return outputs;
  }
}

function outputFile(file: string, text: string): OutputFile {
  const contents = new TextEncoder().encode(text);
  const hash = createHash("sha256").update(contents).digest("base64");
  return { path: file, contents, hash, text };
}

async function writeOut(file: OutputFile): Promise<void> {
  await mkdir(path.dirname(file.path), { recursive: true });
  await writeFile(file.path, file.contents);
}

function mapComment(address: string, kind: "js" | "css"): string {
  return kind === "js" ? `//# sourceMappingURL=${address}` : `/*# sourceMappingURL=${address} */`;
}

function inlineMap(map: string, kind: "js" | "css"): string {
  return mapComment(`data:application/json;base64,${Buffer.from(map).toString("base64")}`, kind);
}

function relativeSpecifier(from: string, to: string): string {
  const relative = path.relative(path.dirname(from), to).replaceAll("\\", "/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}
