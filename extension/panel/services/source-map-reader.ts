/** A server that says nothing for so long has no map to show. */
const PATIENCE_MS = 10_000;
/** Larger ones are of use to no one, and JSON of that size takes a gigabyte to read. */
const MOST_BYTES = 100 * 1024 ** 2;

/**
 * The source map of a script, asked of the server that the script came from, as DevTools does; without cookies. A `data:` URL is given back as it is. `undefined` where there is none: on other servers,
 * which a page might name to have them asked, nothing is asked.
 */
export async function readSourceMap(sourceMapUrl: string, scriptUrl: string): Promise<SourceMapAtUrl | undefined> {
  if (sourceMapUrl === "") return undefined;
  if (/^data:/i.test(sourceMapUrl)) return { text: sourceMapUrl, url: scriptUrl };
  if (!URL.canParse(sourceMapUrl, scriptUrl)) return undefined;
  const url = new URL(sourceMapUrl, scriptUrl);
  if (!/^https?:$/.test(url.protocol) || url.origin !== new URL(scriptUrl).origin) return undefined;
  try {
    const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > MOST_BYTES) return undefined;
    return { text: await response.text(), url: url.href };
  } catch {
    /* The names of the script itself are shown. */
    return undefined;
  }
}

/** The text of a map, and the address that its sources are relative to. */
export interface SourceMapAtUrl {
  readonly text: string;
  readonly url: string;
}
