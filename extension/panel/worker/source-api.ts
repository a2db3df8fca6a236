import type { ScriptScopes, SourceKind } from "../../scopes/script-scopes.ts";
import type { SourceMapText } from "../../scopes/sources/original/source-map.ts";

/** The question to the worker that reads the sources of scripts. */
export interface SourceApi {
  /** Throws `UnparsableSourceError`. */
  analyse(source: string, kind: SourceKind, map: SourceMapText | undefined): ScriptScopes;
}
