import type { ScriptPlace, SourcePlace } from "../../scopes/script-places.ts";
import type { ScriptScopes, SourceKind } from "../../scopes/script-scopes.ts";
import type { SourceMapText } from "../../scopes/sources/original/source-map.ts";

/** The questions to the worker that reads the sources of scripts. */
export interface SourceApi {
  /** Throws `UnparsableSourceError`. */
  analyse(source: string, kind: SourceKind, map: SourceMapText | undefined): ScriptScopes;
  /** Where places of the script of that map come from; `null` where the map has nothing. */
  findPlaces(
    map: SourceMapText,
    places: readonly Pick<ScriptPlace, "line" | "column">[],
  ): readonly (SourcePlace | null)[];
}
