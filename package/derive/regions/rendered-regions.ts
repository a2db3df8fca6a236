import type { Region } from "../transform/derive-code.ts";

/** A module of a chunk: its path, and its code as it stands in the chunk, up to indentation. */
export interface RenderedPart {
  readonly path: string;
  readonly code: string;
}

/**
 * Where the parts of modules stand in the text of a chunk, in the order of the text. `missing` gets the path of each part that is not there as it was rendered: another plug-in has changed it.
 */
export function regionsOfParts(
  chunk: string,
  parts: readonly RenderedPart[],
  missing: (path: string) => void,
): Region[] {
  const regions: Region[] = [];
  let from = 0;
  for (const { path, code } of parts) {
    const text = code.trim();
    if (text === "") continue;
    const place = findText(chunk, text, from);
    if (place === undefined) {
      missing(path);
      continue;
    }
    regions.push({ ...place, path });
    from = place.end;
  }
  return regions;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function findText(chunk: string, text: string, from: number): Place | undefined {
  const exact = chunk.indexOf(text, from);
  if (exact !== -1) return { start: exact, end: exact + text.length };
  /* Wrappers indent what is in them. */
  const lines = text.split("\n").map((line) => line.trim());
  for (let start = chunk.indexOf(lines[0], from); start !== -1; start = chunk.indexOf(lines[0], start + 1)) {
    const end = endOfLines(chunk, lines, start);
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/** Where `lines` end that begin at `start`; `undefined` where the chunk goes on in another way. */
function endOfLines(chunk: string, lines: readonly string[], start: number): number | undefined {
  let at = start;
  for (let index = 0; index < lines.length; index++) {
    if (index > 0) {
      const end = chunk.indexOf("\n", at);
      if (end === -1 || chunk.slice(at, end).trim() !== "") return undefined;
      at = end + 1;
      while (chunk[at] === " " || chunk[at] === "\t") at++;
    }
    if (!chunk.startsWith(lines[index], at)) return undefined;
    at += lines[index].length;
  }
  return at;
}
