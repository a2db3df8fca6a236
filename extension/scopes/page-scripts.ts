import { EmptyScopes } from "./empty-scopes.ts";
import type { ScriptScopes, SourceKind } from "./script-scopes.ts";
import type { Session } from "./session.ts";
import { type ResourceLoader, readSourceMap, type SourceMapAtUrl } from "./source-map-reader.ts";

/** What the source of a script says; `undefined` where it does not parse. */
export type Analyse = (
  source: string,
  kind: SourceKind,
  map: Promise<SourceMapAtUrl | undefined>,
) => Promise<ScriptScopes | undefined>;

const NO_MAP: Promise<undefined> = Promise.resolve(undefined);

/** A script of the page. */
export interface PageScript {
  readonly id: string;
  readonly url: string;
  /** The context that the debugger names for it. Documents of one process that load the same file share the script, and only one of them is named. */
  readonly context: number;
  readonly scopes: ScriptScopes;
  readonly mentionsWeakMap: boolean;
  /** Offset of each line's first character. */
  readonly lineStarts: Uint32Array;
  /** Where it begins in its document: the debugger counts from there. An inline script begins within it. */
  readonly startLine: number;
  readonly startColumn: number;
}

interface ParsedScript {
  readonly scriptId: string;
  readonly url: string;
  readonly hash: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly sourceMapURL?: string;
  readonly isModule?: boolean;
  readonly executionContextId: number;
  readonly scriptLanguage?: string;
  readonly executionContextAuxData?: { readonly isDefault?: boolean; readonly frameId?: string };
}

export interface ReadScripts {
  readonly scripts: readonly PageScript[];
  /** Those that do not parse. */
  readonly unparsed: readonly Pick<PageScript, "url" | "context">[];
}

type KnownSource = Pick<PageScript, "scopes" | "mentionsWeakMap" | "lineStarts">;

/** The scripts of pages, and what their sources say. A source that was analysed once is not asked for again. */
export class PageScripts {
  readonly emptyScopes = new EmptyScopes();
  readonly #analyse: Analyse;
  /** By the hash of the source and where it comes from; `undefined` for one that does not parse. */
  readonly #known = new Map<string, KnownSource | undefined>();
  /** By the address of a script that names a source map. */
  readonly #mapped = new Map<string, { readonly sourceMapUrl: string; readonly frameId: string }>();
  readonly #keysIn = new Map<string, Promise<readonly number[]>>();

  constructor(analyse: Analyse) {
    this.#analyse = analyse;
  }

  /** Keys of the texts of all functions in a source; none of one that does not parse. */
  keysIn(source: string): Promise<readonly number[]> {
    let keys = this.#keysIn.get(source);
    if (keys === undefined) {
      keys = this.#analyse(source, "unknown", NO_MAP).then((said) => said?.literals.map(({ key }) => key) ?? []);
      this.#keysIn.set(source, keys);
    }
    return keys;
  }

  /** The source map of a script that was read. */
  async readMap(session: Session, scriptUrl: string): Promise<SourceMapAtUrl | undefined> {
    const mapped = this.#mapped.get(scriptUrl);
    if (mapped === undefined) return undefined;
    const { sourceMapUrl, frameId } = mapped;
    return readSourceMap({ session, frameId }, { scriptUrl, sourceMapUrl });
  }

  /** Enables the debugger, which says which scripts there are, and resolves to those of the page with what they say. The debugger stays enabled. Without a loader the frame of each script loads its source map. */
  async read(session: Session, loader?: ResourceLoader, isWanted = anyScript): Promise<ReadScripts> {
    const parsed: ParsedScript[] = [];
    const stop = session.on("Debugger.scriptParsed", (script) => parsed.push(script as ParsedScript));
    try {
      /* The debugger reports all scripts that there are before it answers. */
      await session.send("Debugger.enable");
    } finally {
      stop();
    }
    await session.send("Debugger.setSkipAllPauses", { skip: true });
    const scripts: PageScript[] = [];
    const unparsed: Pick<PageScript, "url" | "context">[] = [];
    /* All at once: a busy page answers once a frame. */
    await Promise.all(
      parsed
        .filter((script) => isOfPage(script) && isWanted(script.url))
        .map(async (script) => {
          const known = await this.#knownSourceOf(session, script, loader);
          const { scriptId: id, url, executionContextId: context, startLine, startColumn } = script;
          if (known === undefined) unparsed.push({ url, context });
          else {
            scripts.push({ id, url, context, startLine, startColumn, ...known });
          }
        }),
    );
    return { scripts: scripts.toSorted((a, b) => Number(a.id) - Number(b.id)), unparsed };
  }

  async #knownSourceOf(
    session: Session,
    { scriptId, url, hash, sourceMapURL = "", isModule = false, executionContextAuxData }: ParsedScript,
    loader: ResourceLoader = { session, frameId: executionContextAuxData?.frameId ?? "" },
  ): Promise<KnownSource | undefined> {
    if (sourceMapURL !== "") this.#mapped.set(url, { sourceMapUrl: sourceMapURL, frameId: loader.frameId });
    const key = `${hash} ${url} ${sourceMapURL.length < MAX_KEY_LENGTH ? sourceMapURL : sourceMapURL.length}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const answer = (await session.send("Debugger.getScriptSource", { scriptId })) as { scriptSource: string };
    const source = answer.scriptSource;
    /* Asked for at once: other sources are read meanwhile. */
    const map = readSourceMap(loader, { scriptUrl: url, sourceMapUrl: sourceMapURL });
    const scopes = await this.#analyse(source, isModule ? "module" : "script", map);
    const known =
      scopes === undefined
        ? undefined
        : { scopes, mentionsWeakMap: source.includes("WeakMap"), lineStarts: lineStartsOf(source) };
    this.#known.set(key, known);
    return known;
  }
}

/** Which scripts are meant, by their addresses. */
export type ScriptChoice = (url: string) => boolean;

const anyScript: ScriptChoice = () => true;

/** A source map within the script is part of its hash. */
const MAX_KEY_LENGTH = 2_000;

/** Scripts without an address are those of `eval` and of other tools. */
function isOfPage({ url, scriptLanguage, executionContextAuxData }: ParsedScript): boolean {
  return (
    scriptLanguage !== "WebAssembly" &&
    /^(https?|file|blob|data):/.test(url) &&
    executionContextAuxData?.isDefault !== false
  );
}

function lineStartsOf(source: string): Uint32Array {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
