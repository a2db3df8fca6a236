import type { Session } from "./session.ts";

/** Larger ones are of use to no one, and JSON of that size takes a gigabyte to read. */
const MOST_BYTES = 100 * 1024 ** 2;

/** The text of a map, and the address that its sources are relative to. */
export interface SourceMapAtUrl {
  readonly text: string;
  readonly url: string;
}

/** The script that names the map. */
export interface MappedScript {
  readonly scriptUrl: string;
  readonly sourceMapUrl: string;
}

/** A frame that the browser loads files for, and the session that it is asked in. */
export interface ResourceLoader {
  readonly session: Session;
  readonly frameId: string;
}

interface LoadedResource {
  readonly resource: { readonly success: boolean; readonly httpStatusCode?: number; readonly stream?: string };
}

interface ReadPart {
  readonly base64Encoded?: boolean;
  readonly data: string;
  readonly eof: boolean;
}

/**
 * The source map of a script. The browser loads it as it does for DevTools, from the server that the script came from, without cookies: the extension itself cannot connect to any. A `data:` URL
 * is given back as it is. `undefined` where there is none: on other servers, which a page might name to have them asked, nothing is asked.
 */
export async function readSourceMap(
  loader: ResourceLoader,
  { scriptUrl, sourceMapUrl }: MappedScript,
): Promise<SourceMapAtUrl | undefined> {
  if (sourceMapUrl === "") return undefined;
  if (/^data:/i.test(sourceMapUrl)) return { text: sourceMapUrl, url: scriptUrl };
  if (!URL.canParse(sourceMapUrl, scriptUrl)) return undefined;
  const url = new URL(sourceMapUrl, scriptUrl);
  if (!/^https?:$/.test(url.protocol) || url.origin !== new URL(scriptUrl).origin) return undefined;
  try {
    const text = await load(loader, url.href);
    return text === undefined ? undefined : { text, url: url.href };
  } catch {
    /* The names of the script itself are shown. */
    return undefined;
  }
}

async function load({ session, frameId }: ResourceLoader, url: string): Promise<string | undefined> {
  const options = { disableCache: false, includeCredentials: false };
  const loaded = (await session.send("Network.loadNetworkResource", { frameId, url, options })) as LoadedResource;
  const { success, httpStatusCode = 200, stream } = loaded.resource;
  if (stream === undefined) return undefined;
  try {
    return success && httpStatusCode === 200 ? await readAll(session, stream) : undefined;
  } finally {
    void session.send("IO.close", { handle: stream }).catch(() => {});
  }
}

async function readAll(session: Session, handle: string): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { base64Encoded = false, data, eof } = (await session.send("IO.read", { handle })) as ReadPart;
    const part = base64Encoded
      ? Uint8Array.from(atob(data), (unit) => unit.charCodeAt(0))
      : new TextEncoder().encode(data);
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    if (eof) break;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new TextDecoder().decode(bytes);
}
