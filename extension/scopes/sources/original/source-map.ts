import { decodedMappings, FlattenMap, type SourceMapInput, type SourceMapSegment } from "@jridgewell/trace-mapping";
import { textOfDataUrl } from "./data-url.ts";
import { LineStarts } from "./line-starts.ts";
import { sourcePathsOf } from "./source-paths.ts";

/** A source map that cannot be used; the message ends a sentence that begins with its address. */
export class SourceMapError extends Error {
  override readonly name = "SourceMapError";
}

/** A source map as it was read, and where it stands: the script's own address if it is in the script. */
export interface SourceMapText {
  /** JSON, or a `data:` URL of it. */
  readonly text: string;
  readonly url: string;
}

/** A place in a script, and where it comes from. */
export interface OriginalPlace {
  /** Index of the source in the map. */
  readonly source: number;
  readonly line: number;
  readonly column: number;
  /** What the map says is called otherwise there; `""` if it says nothing. */
  readonly name: string;
}

/* Of a segment of a map. */
const COLUMN = 0;
const SOURCE = 1;
const LINE = 2;
const SOURCE_COLUMN = 3;
const NAME = 4;

/** Some servers put this before JSON, so that no script can read it. */
const GUARD = /^\)\]\}'[^\n]*\n/;

interface Section {
  readonly offset: { readonly line: number; readonly column: number };
  readonly map: unknown;
}

/** Answers for offsets in a script where they come from. */
export class SourceMap {
  /** By source: its path, as one would write it. */
  readonly paths: readonly string[];
  readonly #lines: LineStarts;
  readonly #mappings: readonly (readonly SourceMapSegment[])[];
  readonly #names: readonly string[];
  readonly #contents: readonly unknown[];

  /** Throws `SourceMapError`. */
  constructor({ text, url }: SourceMapText, source: string) {
    const map = parseMap(text);
    this.#lines = new LineStarts(source);
    checkParts(map, this.#lines.count);
    try {
      const flat = new FlattenMap(map as SourceMapInput, url);
      this.#mappings = decodedMappings(flat);
      this.#names = flat.names;
      this.#contents = flat.sourcesContent ?? [];
      this.paths = sourcePathsOf(flat.sources, flat.resolvedSources);
    } catch (error) {
      throw new SourceMapError(`is not a source map: ${error instanceof Error ? error.message : error}`);
    }
    this.#refuseOtherFile();
  }

  /** What the token at `offset` was, if the map has it. */
  placeAt(offset: number): OriginalPlace | null {
    const segment = this.#segment(offset, "last up to");
    const { column } = this.#lines.placeOf(offset);
    return segment?.[COLUMN] === column ? this.#toPlace(segment) : null;
  }

  /** The source of the code between two offsets; -1 if the map has none there. */
  sourceBetween(start: number, end: number): number {
    const exact = this.placeAt(start);
    if (exact) return exact.source;
    const next = this.#segment(start, "first from");
    const { line, column } = this.#lines.placeOf(start);
    const isWithin = next !== undefined && this.#lines.offsetOf(line) + next[COLUMN] < end && next[COLUMN] > column;
    const place = this.#toPlace(isWithin ? next : this.#segment(start, "last up to"));
    return place?.source ?? -1;
  }

  contentOf(source: number): string | null {
    const content = this.#contents[source];
    return typeof content === "string" ? content : null;
  }

  #segment(offset: number, which: "last up to" | "first from"): SourceMapSegment | undefined {
    const { line, column } = this.#lines.placeOf(offset);
    const segments = this.#mappings[line] ?? [];
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((segments[middle]?.[COLUMN] ?? 0) <= column) low = middle + 1;
      else high = middle;
    }
    return segments[which === "last up to" ? low - 1 : low];
  }

  #toPlace(segment: SourceMapSegment | undefined): OriginalPlace | null {
    if (segment === undefined || segment.length === 1) return null;
    const source = segment[SOURCE];
    if (source < 0 || source >= this.paths.length) return null;
    const name: unknown = segment.length > NAME ? this.#names[segment[NAME] ?? -1] : "";
    return {
      source,
      line: segment[LINE],
      column: segment[SOURCE_COLUMN],
      name: typeof name === "string" ? name : "",
    };
  }

  /** The map of another file, such as that of an older build, has lines and columns that the script does not have. */
  #refuseOtherFile(): void {
    for (let line = 0; line < this.#mappings.length; line++) {
      const last = this.#mappings[line]?.at(-1);
      if (last === undefined) continue;
      if (line >= this.#lines.count || last[COLUMN] > this.#lines.lengthOf(line)) {
        throw new SourceMapError("is of another file");
      }
    }
  }
}

/** Throws `SourceMapError`. */
export function parseMap(text: string): object {
  let map: unknown;
  try {
    map = JSON.parse((textOfDataUrl(text) ?? text).replace(GUARD, ""));
  } catch (error) {
    throw new SourceMapError(`is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof map !== "object" || map === null || Array.isArray(map)) throw new SourceMapError("is not a source map");
  return map;
}

/** Mappings must be text, or anything could stand in their place. And a section far below the script would make a list of as many lines. */
function checkParts(map: object, lineCount: number): void {
  const maps: unknown[] = [map];
  for (;;) {
    const next = maps.pop();
    if (next === undefined) return;
    const { sections, mappings } = next as { readonly sections?: unknown; readonly mappings?: unknown };
    if (!Array.isArray(sections)) {
      if (typeof mappings !== "string") throw new SourceMapError("is not a source map: it has no mappings");
      continue;
    }
    for (const section of sections as readonly (Section | null)[]) {
      const line = section?.offset?.line;
      if (typeof line !== "number" || !(line >= 0 && line <= lineCount)) throw new SourceMapError("is of another file");
      if (typeof section?.map === "object" && section.map !== null) maps.push(section.map);
    }
  }
}
