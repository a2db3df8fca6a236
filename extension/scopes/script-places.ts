/** A place in a source that a script was made of. */
export interface SourcePlace {
  /** The path of the source, as one would write it. */
  readonly file: string;
  /** The address that DevTools has for it. */
  readonly url: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** A place in a script. */
export interface ScriptPlace {
  readonly script: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Reads the source map of a script, and gives for each place in it where that comes from; `null` where the map has nothing. */
export type ReadPlaces = (
  script: string,
  places: readonly Pick<ScriptPlace, "line" | "column">[],
) => Promise<readonly (SourcePlace | null)[] | null>;

/** For each place where it comes from; `null` for one of a script without a map. */
export async function placesIn(
  places: readonly ScriptPlace[],
  read: ReadPlaces,
): Promise<readonly (SourcePlace | null)[]> {
  const found: (SourcePlace | null)[] = places.map(() => null);
  for (const script of new Set(places.map((place) => place.script))) {
    const indices = [...places.keys()].filter((index) => places[index]?.script === script);
    const originals = await read(
      script,
      indices.flatMap((index) => places[index] ?? []),
    );
    for (const [i, index] of indices.entries()) found[index] = originals?.[i] ?? null;
  }
  return found;
}
