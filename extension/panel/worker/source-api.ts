import type { ScriptScopes, SourceKind } from "../../scopes/script-scopes.ts";

/** The question to the worker that reads the sources of scripts. */
export interface SourceApi {
  /** Throws `UnparsableSourceError`. */
  analyse(source: string, kind: SourceKind): ScriptScopes;
}
