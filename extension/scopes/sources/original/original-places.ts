import { FlattenMap, originalPositionFor, type SourceMapInput } from "@jridgewell/trace-mapping";
import type { ScriptPlace, SourcePlace } from "../../script-places.ts";
import { parseMap, type SourceMapText } from "./source-map.ts";
import { sourcePathsOf } from "./source-paths.ts";

/** Where places of a script come from; `null` where the map has nothing. None of them if the map is not valid. */
export function originalPlacesOf(
  { text, url }: SourceMapText,
  places: readonly Pick<ScriptPlace, "line" | "column">[],
): readonly (SourcePlace | null)[] {
  try {
    const map = new FlattenMap(parseMap(text) as SourceMapInput, url);
    const paths = sourcePathsOf(map.sources, map.resolvedSources);
    const indices = new Map<string | null, number>(map.resolvedSources.map((source, index) => [source, index]));
    return places.map(({ line, column }) => {
      const found = originalPositionFor(map, { line, column: column - 1 });
      const index = indices.get(found.source) ?? -1;
      const file = paths[index];
      if (found.line === null || file === undefined || file === "") return null;
      return { file, url: map.resolvedSources[index] ?? file, line: found.line, column: found.column + 1 };
    });
  } catch {
    /* The places in the script itself are shown. */
    return places.map(() => null);
  }
}
